import { describe, expect, it } from 'vitest';

import * as cadence from '../../../shared/contracts/cadence.ts';
import { FUNCTIONS } from '../../../shared/contracts/function-names.ts';
import { deadLetterUntil, deliveryUntil, quarantinedUntil } from '../../../shared/contracts/kept-until.ts';
import { ALARMS } from '../../../shared/contracts/signals/alarms.ts';

const {
  TIMEOUT_SECONDS,
  RESERVE_MS,
  GATEWAY_PATIENCE_MS,
  OPERATE_PATIENCE_MS,
  CLI_PATIENCE_MS,
  TOKEN_REQUEST_MS,
  VISIBILITY_SECONDS,
  CONVERGE_LEASE_MS,
  ADMINISTRATOR_LEASE_MS,
  CONVERGENCE_UNDER_WAY_MS,
  TICK_MINUTES,
  TICK_LEASE_MS,
  SWEEP_MS,
  SWEEP_EARLY_MS,
  TOKEN_LOOK_MINUTES,
  LEAVER_PATIENCE_MS,
  DUE_LATE_MS,
  PAUSED_LOOK_MS,
  QUEUE_KEPT_DAYS,
  RETENTION_DAYS,
  DELIVERY_KEPT_DAYS,
  SECRET_TTL_MS,
  SECRET_READ_BY_ALL_MS,
  ROTATION,
} = cadence;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const timeoutMs = (name: (typeof FUNCTIONS)[number]) => TIMEOUT_SECONDS[name] * 1_000;
const tickMs = TICK_MINUTES * MINUTE_MS;
const alarm = (id: string) => {
  const found = ALARMS.find((one) => one.id === id);
  if (!found) throw new Error(`there is no alarm ${id}`);
  return found;
};
/** Minutes until the alarm rings at the earliest. */
const ringsAfter = (id: string) => Number(alarm(id).period) * alarm(id).periods;

describe('a call', () => {
  it.each(FUNCTIONS)('%s ends its calls to others before Lambda ends it', (name) => {
    // ingest asks no target, and its calls to AWS have their own, shorter ends
    if (name !== 'ingest') expect(timeoutMs(name)).toBeGreaterThan(2 * RESERVE_MS);
  });

  it('of an operator ends in order: operate asks no longer, Lambda, the gateway, the command line', () => {
    expect(OPERATE_PATIENCE_MS).toBeLessThan(timeoutMs('operate'));
    expect(timeoutMs('operate') - RESERVE_MS).toBeLessThanOrEqual(OPERATE_PATIENCE_MS);
    expect(timeoutMs('operate')).toBeLessThan(GATEWAY_PATIENCE_MS);
    expect(GATEWAY_PATIENCE_MS).toBeLessThan(CLI_PATIENCE_MS);
  });

  it('of HR is answered before the gateway gives up', () => {
    expect(timeoutMs('ingest')).toBeLessThan(GATEWAY_PATIENCE_MS);
  });

  it('that makes a token leaves a rotation time to keep it', () => {
    expect(TOKEN_REQUEST_MS).toBeLessThan(timeoutMs('rotate') - RESERVE_MS - MINUTE_MS);
  });
});

describe('work that one process does alone', () => {
  it('is out of sight for six timeouts, as AWS asks, so that no other process receives a throttled batch', () => {
    expect(VISIBILITY_SECONDS).toBeGreaterThanOrEqual(6 * TIMEOUT_SECONDS.provision);
    expect(VISIBILITY_SECONDS).toBeLessThan(12 * 60 * 60);
  });

  it('on a worker is leased for longer than any of its processes lives', () => {
    expect(CONVERGE_LEASE_MS).toBeGreaterThanOrEqual(timeoutMs('provision') + RESERVE_MS);
    expect(CONVERGE_LEASE_MS).toBeGreaterThan(timeoutMs('operate'));
    expect(CONVERGE_LEASE_MS).toBeLessThan(VISIBILITY_SECONDS * 1_000);
  });

  it('on administrators is leased for as long as its process may write', () => {
    expect(ADMINISTRATOR_LEASE_MS).toBeGreaterThanOrEqual(timeoutMs('provision'));
    expect(ADMINISTRATOR_LEASE_MS).toBeGreaterThanOrEqual(timeoutMs('operate'));
  });

  it('is over when what it left open is taken for cut off', () => {
    expect(CONVERGENCE_UNDER_WAY_MS).toBeGreaterThan(CONVERGE_LEASE_MS);
  });
});

describe('the tick', () => {
  it('gives its lease up before the next one', () => {
    expect(TICK_LEASE_MS).toBeLessThan(tickMs);
    expect(timeoutMs('poll')).toBeLessThanOrEqual(tickMs);
  });

  it('sweeps for less than its lease and its time', () => {
    expect(SWEEP_MS).toBeLessThan(TICK_LEASE_MS);
    expect(SWEEP_MS).toBeLessThanOrEqual(timeoutMs('poll') - RESERVE_MS);
  });

  it('never begins a sweep one tick too early', () => {
    expect(SWEEP_EARLY_MS).toBeLessThan(tickMs);
  });
});

describe('an alarm', () => {
  it('calls a sweep stale after two of its periods at the earliest', () => {
    expect(alarm('sweep-stale').period).toBe('sweepMinutes');
    expect(alarm('sweep-stale').periods).toBeGreaterThanOrEqual(2);
  });

  it('on a token sees at least two looks in a period', () => {
    expect(alarm('token-expiring').period).toBeGreaterThanOrEqual(2 * TOKEN_LOOK_MINUTES);
  });

  it('on a pause goes on ringing between two looks', () => {
    expect(Number(alarm('change-paused').period) * MINUTE_MS).toBeGreaterThanOrEqual(2 * PAUSED_LOOK_MS);
  });

  it('on a leaver tells in its text after how long', () => {
    expect(LEAVER_PATIENCE_MS).toBe(5 * MINUTE_MS);
    expect(alarm('leaver-not-ended').impact).toContain('five minutes');
  });

  it('on those who wait rings no sooner than a tick could have served them', () => {
    for (const id of ['endings-wait', 'pending-disables-wait', 'joiners-wait', 'looks-wait'])
      expect(ringsAfter(id)).toBeGreaterThan(TICK_MINUTES);
    expect(DUE_LATE_MS).toBeGreaterThan(2 * tickMs);
  });

  it('on the oldest message leaves provision the time of more than one batch', () => {
    const { rings } = alarm('oldest-message');
    expect('atLeast' in rings && rings.atLeast).toBeGreaterThan(2 * TIMEOUT_SECONDS.provision);
  });
});

describe('what is kept', () => {
  const { quarantine, deadLetter } = RETENTION_DAYS;

  it('is what the configuration says, within bounds, and what it is without a word lies within them', () => {
    for (const { least, usual, most } of [quarantine, deadLetter]) {
      expect(least).toBeLessThanOrEqual(usual);
      expect(usual).toBeLessThanOrEqual(most);
    }
  });

  it('is known of a parked message for longer than it can lie in its queue and, sent again, in the other one', () => {
    expect(deadLetterUntil(0, { deadLetterDays: deadLetter.least })).toBeGreaterThan(2 * QUEUE_KEPT_DAYS * DAY_MS);
  });

  it.each([quarantine.least, quarantine.usual, DELIVERY_KEPT_DAYS, quarantine.most])(
    'is known of a delivery for longer than its messages can come again: through the queue, or by a replay within %i days',
    (quarantineDays) => {
      const known = deliveryUntil(0, { quarantineDays });
      expect(known).toBeGreaterThan(2 * QUEUE_KEPT_DAYS * DAY_MS);
      expect(known).toBeGreaterThanOrEqual(quarantinedUntil(0, { quarantineDays }) + QUEUE_KEPT_DAYS * DAY_MS);
    },
  );

  it('is as long in the text of an alarm as in quarantine without a word of the configuration', () => {
    expect(alarm('delivery-quarantined').impact).toContain(`${quarantine.usual} days`);
  });

  it('is in the queue as long as SQS keeps a message at most', () => {
    expect(QUEUE_KEPT_DAYS).toBeLessThanOrEqual(14);
  });
});

describe('a token', () => {
  it('is deleted only when every process has read its successor, and every call with it has ended', () => {
    const longest = Math.max(...FUNCTIONS.map(timeoutMs));
    expect(SECRET_READ_BY_ALL_MS).toBeGreaterThan(SECRET_TTL_MS + longest);
  });

  it('lasts for two rounds of replacing it and the warning before its end', () => {
    expect(ROTATION.lifespanDays).toBeGreaterThan(2 * ROTATION.everyDays + ROTATION.warnDays);
  });

  it('warns of its end early enough for a person, and never while rotation works', () => {
    expect(ROTATION.warnDays).toBeGreaterThanOrEqual(7);
    expect(ROTATION.warnDays).toBeLessThan(ROTATION.lifespanDays - ROTATION.everyDays);
    expect(alarm('token-expiring').rings).toEqual({ below: ROTATION.warnDays });
  });
});
