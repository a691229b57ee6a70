import { describe, expect, it } from 'vitest';

import { heardNoter } from '../../../../shared/app/heard/last-heard.ts';
import { polling } from './polling.ts';

const DAY_MS = 86_400_000;

async function listening() {
  const acme = await polling();
  const { checkpoints } = acme.poll.ledger;
  return {
    ...acme,
    /** HR delivers, and ingest is a process that has just started. */
    heard: () => heardNoter(checkpoints, acme.clock)('hr'),
    silent: async () => {
      await acme.minute();
      return acme.observe.measures.filter(({ metric }) => metric === 'SilentConnections').at(-1)?.value;
    },
  };
}

describe('a connection that sends nothing', () => {
  it('is silent after 14 days, and no more once a delivery comes', async () => {
    const acme = await listening();
    await acme.heard();
    acme.clock.advance(14 * DAY_MS - 60_000);
    expect(await acme.silent()).toBe(0);
    expect(await acme.silent()).toBe(1);
    expect(acme.observe.lines.filter(({ event }) => event === 'connection-silent')).toEqual([
      { level: 'warn', event: 'connection-silent', ids: { connection: 'hr', hours: 14 * 24 } },
    ]);
    await acme.heard();
    expect(await acme.silent()).toBe(0);
  });

  it('is silent too when it has never sent anything: the first tick begins to listen', async () => {
    const acme = await listening();
    expect(await acme.silent()).toBe(0);
    acme.clock.advance(14 * DAY_MS);
    expect(await acme.silent()).toBe(1);
  });

  it('counts as silent while what is written down of it cannot be read', async () => {
    const acme = await listening();
    await acme.poll.ledger.checkpoints.save('heard:hr', 'no JSON', 0);
    expect(await acme.silent()).toBe(1);
    await acme.heard();
    expect(await acme.silent()).toBe(0);
  });

  it('is written down at most every quarter of an hour by one process', async () => {
    const { poll, clock } = await polling();
    const note = heardNoter(poll.ledger.checkpoints, clock);
    const version = async () => (await poll.ledger.checkpoints.load('heard:hr'))?.version;
    await note('hr');
    clock.advance(14 * 60_000);
    await note('hr');
    expect(await version()).toBe(1);
    clock.advance(60_000);
    await note('hr');
    expect(await version()).toBe(2);
  });
});
