import { describe, expect, it } from 'vitest';
import { deadLetterUntil } from '../../../../shared/contracts/kept-until.ts';
import { COMMANDS } from '../../../../shared/contracts/operate/registry.ts';
import { lifecycleEvent } from '../../../support/events.ts';
import { NAMING_INPUTS, NO_SUCH } from '../../../support/naming-inputs.ts';
import { RETENTION } from '../../../support/retention.ts';
import { type ControlPlaneSettings, controlPlane } from './control-plane.ts';

/** What a person types that is the name of nothing: an instant, a word out of a few, a sentence, a switch. */
const NO_NAMES =
  'reason at asOf from to until cursor rate mode what instead event canary go dryRun evenProtected despiteSwitch description resource role api payloads hash cutOver kind cohort expect upTo policy digest staff all diff by perDay stopAt after'.split(
    ' ',
  );

/** What is made gets its name by the command itself, and a sponsored worker has what the command states. */
const isMade = (name: string, field: string) =>
  (name === 'target groups create' && field === 'group') || (name === 'worker sponsor' && field !== 'sponsor');

/** One worker with an account, and something of every kind that has a name. */
async function acme(settings: ControlPlaneSettings = {}) {
  const plane = await controlPlane(settings);
  const { ledger } = plane.deps;
  const { clock } = plane.acme;
  const now = clock.now();
  await plane.acme.deliver(
    lifecycleEvent(1, 'joined', { attributes: { workEmail: 'ada@example.com', workerType: 'employee' } }),
  );
  const workerKey = await plane.keyOf(1);
  const letter = { id: 'm-1', group: 'hr:1', because: 'the table did not answer', parkedAt: now };
  await plane.deadLetterQueue.park(
    { body: '{}', group: 'hr:1', dedupId: 'm-1' },
    { letter: letter.id, because: letter.because, at: now },
  );
  await ledger.deadLetters.put(letter, deadLetterUntil(now, RETENTION));
  const held = { kind: 'protected', because: 'it is protected', since: now, planDigest: 'd' } as const;
  await ledger.holds.open({ id: 'hold_1', target: 'atlan-prod', workerKey, ...held });
  const odd = { body: new Uint8Array(), headers: {}, receivedAt: now, expiresAt: now + 86_400_000 };
  await ledger.quarantine.put({ id: '4f0c', connection: 'hr', because: 'it is odd', ...odd });
  clock.advance(1_000);
  return plane;
}

describe('a name of nothing', () => {
  it('is looked for in every argument that is no instant, no word out of a few, no sentence and no switch', () => {
    const others = COMMANDS.flatMap(({ name, arguments: args }) =>
      args
        .filter(({ names, field }) => names === undefined && !NO_NAMES.includes(field) && !isMade(name, field))
        .map(({ field }) => [name, field]),
    );
    expect(others).toEqual([]);
    expect(NAMING_INPUTS.length).toBeGreaterThan(40);
  });

  it.each(NAMING_INPUTS)(
    'is refused by $name in $argument.field, and nothing changes',
    async ({ name, argument, input }) => {
      const plane = await acme();
      const answer = await plane.ask(name, input);
      const { field } = argument;
      expect(answer).toMatchObject({
        kind: 'refused',
        error: 'not-found',
        fields: expect.arrayContaining([expect.objectContaining({ field })]),
      });
      expect(JSON.stringify(answer)).not.toContain(NO_SUCH);
      const worker = await plane.deps.ledger.workers.load(await plane.keyOf(1));
      expect(worker?.overrides).toEqual([]);
      expect(plane.queue.messages).toEqual([]);
      expect(plane.deadLetterQueue.lying).toHaveLength(1);
    },
  );

  it('is answered with what there is', async () => {
    const plane = await acme();
    const said = new Map<string, string>();
    for (const { name, argument, input } of NAMING_INPUTS) {
      const answer = await plane.ask(name, input);
      if (answer.kind === 'refused') said.set(`${argument.names}, ${argument.field}`, answer.because);
    }
    expect([...said].map(([names, because]) => `${names}: ${because}`).join('\n')).toMatchInlineSnapshot(`
      "worker, worker: No worker has this key; use find to get a worker key from an e-mail or from HR’s own id
      source-key, source: HR has sent no event for this source key; a source key begins with a connection and a colon, and the connections are hr
      connection, connection: The configuration has no such connection; it has hr
      source-worker-id, sourceWorkerId: HR has sent no event for this id over this connection; the connections are hr
      work-email, email: No worker has had this work e-mail; it must be the whole address, as HR states it
      delivery, delivery: No delivery with this digest is known; it is kept for 30 days, and explain of a worker lists the deliveries of its events
      target, target: The configuration has no such target; it has atlan-prod
      hold, hold: There is no such hold; open: hold_1
      expectation, expectation: There is no such announced change; there: none
      account, account: There is no such account on atlan-prod; nothing was changed
      override, override: There is no such override; override list shows those there are
      receipt, receipt: There is no such receipt; explain of a worker names the receipts there are
      worker, to: No worker has this key; use find to get a worker key from an e-mail or from HR’s own id
      worker, sponsor: No worker has this key; use find to get a worker key from an e-mail or from HR’s own id
      account, transferTo: There is no such account on atlan-prod; nothing was changed
      group, group: There is no such group on atlan-prod; target groups list shows those there are
      parked-message, id: No message with this id was parked in the last 90 days; parked now: m-1
      error-class, class: No message of this class is in the dead-letter queue; classes: the-table-did-not-answer
      lying-message, id: No message with this id is in the dead-letter queue; there: m-1
      quarantined-delivery, id: No delivery with this id is in quarantine, which it leaves after 14 days, or once understood; there: 4f0c"
    `);
  });

  it('is told beside every other one of its input', async () => {
    const plane = await acme();
    expect(await plane.ask('plan', { source: 'hr:7', target: NO_SUCH })).toMatchObject({
      fields: [{ field: 'target' }, { field: 'source' }],
    });
  });

  it('is no worker’s of a connection that was taken out of the configuration', async () => {
    const plane = await acme();
    await plane.deps.ledger.links.link('old:1', await plane.keyOf(1));
    await plane.tell('find', { connection: 'old', sourceWorkerId: '1' });
    await plane.tell('find', { source: 'old:1' });
  });
});
