import { describe, expect, it } from 'vitest';
import { withinBounds } from '../../../../shared/domain/condense/worker-bounds.ts';
import type { Override } from '../../../../shared/domain/worker/override.ts';
import {
  type ManagedAccount,
  newWorker,
  type TargetRecord,
  type Worker,
} from '../../../../shared/domain/worker/worker.ts';

const now = Date.parse('2026-10-01T12:00:00Z');
const many = <One>(count: number, make: (n: number) => One): readonly One[] =>
  Array.from({ length: count }, (_, n) => make(n));

const override = (n: number, until: number): Override => ({
  id: `o${n}`,
  kind: 'access_kept',
  actor: 'operator',
  reason: 'Contract is being renewed',
  from: 0,
  until,
});
const account = (n: number, more: Partial<ManagedAccount> = {}): ManagedAccount => ({
  id: `a${n}`,
  how: 'invited',
  ownedGroups: ['g1'],
  ...more,
});
const refusal = (n: number) => ({ rung: `r${n}`, at: n, because: 'Refused' });
const record = (more: Partial<TargetRecord> = {}): TargetRecord => ({
  state: 'converged',
  since: 1,
  because: 'As wanted',
  accounts: [],
  failures: 0,
  refusals: [],
  ...more,
});
const worker = (more: Partial<Worker>): Worker => ({ ...newWorker('w1', 'salt'), ...more });

describe('a worker', () => {
  it('with no more than the bounds stays as it is', () => {
    const within = worker({
      overrides: many(100, (n) => override(n, now - 1)),
      targets: {
        prod: record({
          accounts: many(50, (n) => account(n, { endedAt: 1, ownedGroups: many(200, (group) => `g${group}`) })),
          refusals: many(10, refusal),
        }),
        sandbox: record(),
      },
    });
    expect(withinBounds(within, now)).toEqual(within);
  });

  it('keeps the newest refusals of a target, and the groups that an account was given last', () => {
    const grown = worker({
      targets: {
        prod: record({
          accounts: [account(1, { ownedGroups: many(203, (n) => `g${n}`) })],
          refusals: many(13, refusal),
        }),
      },
    });
    expect(withinBounds(grown, now)).toEqual(
      worker({
        targets: {
          prod: record({
            accounts: [account(1, { ownedGroups: many(203, (n) => `g${n}`).slice(3) })],
            refusals: many(13, refusal).slice(3),
          }),
        },
      }),
    );
  });
});

describe('of more overrides than the bound', () => {
  const overridesOf = (overrides: readonly Override[]) => withinBounds(worker({ overrides }), now).overrides;

  it('the oldest that are over go, and one is over from the instant until which it was said', () => {
    const inForce = override(0, now + 1);
    const over = [override(1, now), override(2, now - 1), override(3, now)];
    const rest = many(98, (n) => override(n + 4, now + 1));
    expect(overridesOf([inForce, ...over, ...rest])).toEqual([inForce, over[2], ...rest]);
  });

  it('none goes that is in force', () => {
    const inForce = many(102, (n) => override(n, now + 1));
    expect(overridesOf([override(200, now), ...inForce])).toEqual(inForce);
  });
});

describe('of more accounts than the bound', () => {
  const accountsOf = (accounts: readonly ManagedAccount[]) =>
    withinBounds(worker({ targets: { prod: record({ accounts }) } }), now).targets['prod']?.accounts;

  it('the oldest go whose access was read back as ended, at whatever instant', () => {
    const ended = [account(1, { endedAt: 0 }), account(2, { endedAt: 5 }), account(3, { endedAt: 3 })];
    const rest = many(48, (n) => account(n + 4));
    expect(accountsOf([account(0), ...ended, ...rest])).toEqual([account(0), ended[2], ...rest]);
  });

  it('none goes whose access has not ended', () => {
    const open = many(53, (n) => account(n));
    expect(accountsOf([...open, account(60, { endedAt: 5 })])).toEqual(open);
  });
});
