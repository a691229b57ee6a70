import type { PollDeps } from './deps.ts';

const HOUR_MS = 3_600_000;

/** Measures how long the oldest delivery is in quarantine: what it says is lost at the end of its time there, and it may be an ending. */
export async function measureQuarantine(
  now: number,
  { ledger: { quarantine }, observe }: Pick<PollDeps, 'ledger' | 'observe'>,
): Promise<void> {
  const oldest = await quarantine.oldest();
  observe.measure('OldestQuarantinedHours', oldest === undefined ? 0 : Math.floor((now - oldest) / HOUR_MS), 'Count');
}
