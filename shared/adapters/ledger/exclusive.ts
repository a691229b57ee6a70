import type { Exclusive } from '../../ports/exclusive.ts';
import type { Checkpoints } from '../../ports/ledger/checkpoints.ts';
import type { LedgerParts } from './ledger-parts.ts';

/** How long a process that died keeps others out. */
const LEASE_MS = 60_000;
/** What was sent in time may take so long to arrive; no other process works meanwhile. */
const MARGIN_MS = 10_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** One at a time by a lease in the ledger, taken anew for each turn and given back after it. */
export function ledgerExclusive(
  checkpoints: Pick<Checkpoints, 'lease'>,
  { clock, random }: Pick<LedgerParts, 'clock' | 'random'>,
): Exclusive {
  return {
    run: async (key, { turnBy, deadline }, work) => {
      const name = `exclusive:${key}`;
      const holder = random.uuid();
      for (let attempt = 0; ; attempt++) {
        const now = clock.now();
        if (now >= turnBy) return undefined;
        if (await checkpoints.lease(name, holder, now, now + LEASE_MS)) {
          try {
            return await work(Math.min(deadline, now + LEASE_MS - MARGIN_MS));
          } finally {
            const end = clock.now();
            // who overran the lease gives nothing back: it may be another's by now
            if (end < now + LEASE_MS) await checkpoints.lease(name, holder, end, end);
          }
        }
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + random.fraction() / 2);
        await clock.sleep(Math.min(pause, turnBy - now));
      }
    },
  };
}
