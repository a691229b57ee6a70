import { describe, expect, it } from 'vitest';

import { recordMessage } from '../../shared/app/provision/record-message.ts';
import { encodeMessage } from '../../shared/contracts/messages.ts';
import { type Company, company } from '../support/company.ts';
import { converge } from '../support/converge.ts';
import { interference } from './interference.ts';
import { joined, left, moved, settle } from './scenarios.ts';
import { recordWrites, untidy, whatHappened } from './what-happened.ts';

/** Another process takes the leaver's event in, and may get as far as its targets. */
async function leave(world: Company, isConverged: boolean): Promise<void> {
  const { deps, clock } = world;
  const key = await recordMessage(
    { body: encodeMessage({ kind: 'event', event: left, delivery: 'd' }), group: left.sourceKey },
    deps,
  );
  if (isConverged) await converge([key], deps, { call: { deadline: clock.now() + 120_000 }, world });
}

describe.each([false, true])(
  'a leaver whose event is taken in by another process (which acts at once: %s)',
  (isConverged) => {
    it.each([
      ['a joiner', async (acme: Company) => acme.deliver(joined)],
      [
        'a mover',
        async (acme: Company) => {
          await acme.deliver(joined);
          acme.atlan.accept('ada@example.com');
          await acme.deliver(moved);
        },
      ],
    ] as const)('between any two calls for %s ends without access', { timeout: 900_000 }, async (_name, play) => {
      const clean = interference();
      await play(await company({ between: clean }));
      for (let at = 1; at <= clean.calls.length; at++) {
        let acme: Company | undefined;
        const between = interference(undefined, async (call) => {
          if (call === at && acme) await leave(acme, isConverged);
        });
        acme = await company({ between });
        const writes = recordWrites(acme);
        await play(acme);
        acme.atlan.accept('ada@example.com');
        await settle(acme);
        const where = `before call ${at}, ${clean.calls[at - 1]}`;
        expect(
          acme.atlan.accounts().map(({ state }) => state),
          where,
        ).not.toContain('active');
        expect(
          acme.atlan.accounts().map(({ state }) => state),
          where,
        ).not.toContain('invited');
        expect(acme.atlan.accounts().length, where).toBeLessThanOrEqual(1);
        const happened = await whatHappened(acme, writes);
        expect(untidy(happened), where).toEqual([]);
        expect(happened.holds, where).toEqual([]);
        for (const types of Object.values(happened.published)) expect(types.at(-1), where).toBe('AccessEnded');
      }
    });
  },
);
