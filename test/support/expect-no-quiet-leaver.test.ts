import { describe, expect, it } from 'vitest';

import { NO_ENGAGEMENT, recordEvent } from '../../shared/domain/timeline/engagement.ts';
import { newWorker, type Worker } from '../../shared/domain/worker/worker.ts';
import type { Hold } from '../../shared/ports/ledger/people/holds.ts';
import { lifecycleEvent } from './events.ts';
import { expectNoQuietLeaver, type LeaverState } from './expect-no-quiet-leaver.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const events = [lifecycleEvent(1, 'joined'), lifecycleEvent(2, 'left', { date: '2026-03-01' })];
const left = events.reduce((engagement, event) => recordEvent(engagement, event).engagement, NO_ENGAGEMENT);
const record = { state: 'converged', since: 0, because: '', accounts: [], failures: 0, refusals: [] } as const;
const worker: Worker = {
  ...newWorker('w1', 'salt'),
  engagements: { 'hr:1': left },
  addresses: ['ada@example.com'],
  targets: { atlan: record },
};
const account = { id: 'x', email: 'ada@example.com', state: 'active', enabled: true } as const;
const notice = { name: 'leaver-not-ended', ids: { workerKey: 'w1' } };
const hold: Hold = {
  id: 'h',
  workerKey: 'w1',
  target: 'atlan',
  kind: 'hand-off',
  because: '',
  planDigest: '',
  since: 0,
};
const due: Worker = { ...worker, due: { at: now, class: 'ending' } };

const check = (more: Partial<LeaverState>) => () =>
  expectNoQuietLeaver({
    worker: due,
    now,
    target: 'atlan',
    accounts: [account],
    holds: [],
    notices: [notice],
    isAnothers: () => false,
    ...more,
  });

describe('the check for quiet leavers', () => {
  it.each<[string, Partial<LeaverState>, RegExp]>([
    ['is neither due nor held', { worker }, /neither due nor held/],
    [
      'is told to have no access',
      { worker: { ...due, targets: { atlan: { ...record, overAt: 1 } } } },
      /said to be over/,
    ],
    ['was due five minutes ago, and nobody was told', { notices: [] }, /nobody was told/],
    ['was told of in another’s name only', { notices: [{ ...notice, ids: { workerKey: 'w2' } }] }, /nobody was told/],
    [
      'has an account of theirs without an address',
      {
        worker: {
          ...worker,
          targets: { atlan: { ...record, accounts: [{ id: 'x', how: 'invited', ownedGroups: [] }] } },
        },
        accounts: [{ id: 'x', state: 'active' }],
      },
      /neither due nor held/,
    ],
    [
      'has an invitation that is open',
      { worker, accounts: [{ ...account, state: 'invited' }] },
      /neither due nor held/,
    ],
  ])('finds one who %s', (_name, more, message) => {
    expect(check(more)).toThrow(message);
  });

  it.each<[string, Partial<LeaverState>]>([
    ['is due and was told of', {}],
    ['is held and was told of', { worker, holds: [hold] }],
    ['left a minute ago', { now: Date.parse('2026-03-02T00:01:00Z'), notices: [] }],
    ['left while they were looked at', { notices: undefined }],
    ['has a disabled account', { worker, accounts: [{ ...account, enabled: false }] }],
    ['has an address with another worker’s account', { worker, isAnothers: () => true }],
    ['works here', { worker: { ...worker, engagements: {} } }],
  ])('is content with one who %s', (_name, more) => {
    expect(check(more)).not.toThrow();
  });
});
