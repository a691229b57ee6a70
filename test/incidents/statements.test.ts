import { describe, expect, it } from 'vitest';

import { company } from '../support/company.ts';
import { accountOf, days, employ, holdsOf, hr, range, statesOf } from './staff.ts';

describe('what HR says', () => {
  // exercises: a correction replaces one statement, and a cancellation takes back the one that it names
  it('takes no start back when a date is corrected and the old date is cancelled too', async () => {
    const first = hr(1, 'joined', { phase: 'scheduled', date: '2026-03-05' });
    const corrected = hr(1, 'joined', { phase: 'corrected', date: '2026-03-10', supersedes: first.id });
    const cancelled = hr(1, 'joined', { phase: 'cancelled', date: '2026-03-05', supersedes: first.id });
    for (const events of [
      [first, corrected],
      [first, corrected, cancelled],
      [first, cancelled, corrected],
    ]) {
      const acme = await company();
      for (const event of events) await acme.deliver(event);
      await days(acme, 5);
      expect(statesOf(acme)).toEqual([]);
      await days(acme, 5);
      expect(accountOf(acme, 1)?.state).toBe('invited');
    }
  });

  // exercises: an event counts by its own dates, however late it arrives
  it('counts when it arrives weeks late', async () => {
    const acme = await employ(await company(), 1);
    await days(acme, 30);
    await acme.deliver(hr(1, 'left', { date: '2026-03-04' }), hr(2, 'joined', { date: '2026-03-05' }));
    expect([accountOf(acme, 1)?.state, accountOf(acme, 2)?.state]).toEqual(['disabled', 'invited']);
  });

  // exercises: the limit counts workers in a rolling window of time, and not in a run
  it('does not drip past the limit of leavers in many small batches', async () => {
    const acme = await employ(await company(), 8);
    for (const n of range(8)) {
      await acme.deliver(hr(n, 'left'));
      acme.clock.advance(120_000);
      await acme.tick();
    }
    expect(statesOf(acme).filter(([, state]) => state === 'disabled')).toHaveLength(3);
    expect(await holdsOf(acme)).toEqual(range(5).map(() => 'leaver-limit'));
  });
});
