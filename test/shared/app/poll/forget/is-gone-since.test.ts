import { beforeAll, describe, expect, it } from 'vitest';

import { isGoneSince } from '../../../../../shared/app/poll/forget/is-gone-since.ts';
import type { TargetRecord, Worker } from '../../../../../shared/domain/worker/worker.ts';
import { company, companyConfig } from '../../../../support/company.ts';
import { lifecycleEvent } from '../../../../support/events.ts';

const DAY_MS = 86_400_000;
const TARGET = 'atlan-prod';
const { access } = companyConfig();

/** A worker whose access ended at `ended` (epoch ms), as the ledger has them. */
let leaver: Worker;
let ended = 0;

beforeAll(async () => {
  const acme = await company();
  const workEmail = 'ada@example.com';
  await acme.deliver(lifecycleEvent(1, 'joined', { attributes: { workEmail, workerType: 'employee' } }));
  acme.atlan.accept(workEmail);
  await acme.tick();
  acme.clock.advance(DAY_MS);
  ended = acme.clock.now();
  await acme.deliver(lifecycleEvent(2, 'left'));
  leaver = (await acme.deps.ledger.workers.load((await acme.deps.ledger.links.workerOf('hr:1')) ?? ''))!;
});

const onTarget = (change: (record: TargetRecord) => Partial<TargetRecord>): Worker => {
  const record = leaver.targets[TARGET]!;
  return { ...leaver, targets: { [TARGET]: { ...record, ...change(record) } } };
};
const isGone = (worker: Worker, since: number, configured: readonly string[] = [TARGET]) =>
  isGoneSince(worker, since, { configured, access, now: ended + 100 * DAY_MS });

describe('a leaver', () => {
  it('has been gone since their access was seen to end, and not longer', () => {
    expect(isGone(leaver, ended)).toBe(true);
    expect(isGone(leaver, ended - 1)).toBe(false);
  });

  it('has been gone for longer than a target was looked at on which there never was an account', () => {
    const late = { ...leaver.targets[TARGET]!, accounts: [], overAt: ended + 50 * DAY_MS };
    const worker = { ...leaver, targets: { ...leaver.targets, 'atlan-new': late } };
    expect(isGone(worker, ended, [TARGET, 'atlan-new'])).toBe(true);
    expect(isGone(worker, ended - 60 * DAY_MS, ['atlan-new'])).toBe(false);
  });

  it.each<[string, () => Worker]>([
    ['held', () => onTarget(() => ({ state: 'held' }))],
    ['failing', () => onTarget(() => ({ state: 'failing' }))],
    ['pending disable', () => onTarget(() => ({ pendingDisable: true }))],
    ['not seen to have ended', () => onTarget(() => ({ overAt: undefined }))],
    [
      'the maker of a token that works',
      () =>
        onTarget(({ accounts }) => ({
          accounts: accounts.map((one) => ({ ...one, tokens: { at: ended, count: 1, ids: ['t'], ours: [] } })),
        })),
    ],
    [
      'the maker of tokens that could not be listed',
      () =>
        onTarget(({ accounts }) => ({
          accounts: accounts.map((one) => ({ ...one, tokens: { at: ended, ids: [], ours: [] } })),
        })),
    ],
    [
      'of an account that only was found, and ended later',
      () => onTarget(() => ({ accounts: [], foreign: ['u1'], overAt: ended + 1 })),
    ],
    [
      'of whom something is still to be sent',
      () => ({ ...leaver, outbox: [{ id: 'o', kind: 'left', target: TARGET, changes: [] }] }),
    ],
    [
      'who was kept by an operator until after the instant',
      () => ({
        ...leaver,
        overrides: [
          { id: 'o', kind: 'access_kept', actor: 'sam', reason: 'r', from: ended - DAY_MS, until: ended + DAY_MS },
        ],
      }),
    ],
  ])('is not gone who is %s', (_what, make) => {
    expect(isGone(make(), ended)).toBe(false);
  });

  it('is not gone while a configured target was not looked at', () => {
    expect(isGone(leaver, ended, [TARGET, 'atlan-new'])).toBe(false);
  });
});
