import { DAY_MS } from '../company.ts';
import type { Press, Statement } from '../history.ts';
import type { Referee } from '../oracle/referee.ts';
import type { command } from './invoke.ts';
import type { World } from './world.ts';

/** What an operator may decide without knowing more than the hold says; the other questions are for HR. */
const DECIDABLE: readonly string[] = [
  'leaver-limit',
  'removal-limit',
  'grant-limit',
  'administrator',
  'hand-off',
  'late-grant',
];
const REASON = 'the simulation presses it';

interface Desk {
  readonly referee: Referee;
  readonly command: typeof command;
}

/** An operator does one thing. What fails is not repeated, except that what was switched is switched back. */
export async function press(one: Press, world: World, { referee, command }: Desk): Promise<void> {
  const run = async (name: string, input: object) => {
    const answer = await command(name, input, world);
    world.tell(`an operator: ${name} ${JSON.stringify(input)}${answer === undefined ? ', without an answer' : ''}`);
    return answer;
  };
  switch (one.button) {
    case 'pause':
    case 'resume': {
      const where = one.what === 'target' ? { what: one.what, target: one.target } : { what: one.what };
      const isOn = one.button === 'pause';
      for (let attempt = 0; attempt < 5; attempt++) if (await run(one.button, { ...where, reason: REASON })) break;
      return referee.pressed({ kind: 'switched', what: 'pause', isOn });
    }
    case 'mode': {
      const isOn = one.mode === 'observe';
      const input = { target: one.target, mode: one.mode, reason: REASON };
      for (let attempt = 0; attempt < 5; attempt++) if (await run('mode', input)) break;
      return referee.pressed({ kind: 'switched', what: 'observe', target: one.target, isOn });
    }
    case 'disable': {
      const workerKey = referee.heard.workerOfPerson(one.person);
      if (workerKey === undefined) return;
      await run('disable', { worker: workerKey, reason: REASON });
      const worker = await world.ledger.workers.load(workerKey);
      if (worker?.overrides.some(({ kind }) => kind === 'access_ended')) referee.pressed({ kind: 'ended', workerKey });
      return;
    }
    case 'sponsor':
      return sponsor(one, world, { referee, run });
    case 'lift': {
      const workerKey = referee.heard.workerOfPerson(one.person);
      const worker = workerKey === undefined ? undefined : await world.ledger.workers.load(workerKey);
      for (const { id, kind, lifted } of worker?.overrides ?? []) {
        if (kind !== 'access_ended' || lifted || workerKey === undefined) continue;
        await run('override lift', { override: id, reason: REASON });
        const after = await world.ledger.workers.load(workerKey);
        if (after?.overrides.every((other) => other.id !== id || other.lifted))
          referee.pressed({ kind: 'lifted', workerKey });
      }
      return;
    }
    case 'approve':
    case 'reject': {
      const open = await world.ledger.holds.listOpen(50);
      const isApproval = one.button === 'approve';
      const hold = open.find(({ kind }) => DECIDABLE.includes(kind) && (isApproval || kind === 'administrator'));
      if (!hold) return;
      await run(isApproval ? 'hold approve' : 'hold reject', { hold: hold.id, reason: REASON });
      return referee.pressed({ kind: 'decided', workerKey: hold.workerKey });
    }
    case 'redrive':
      if (world.queue.lying.length > 0) await run('dlq redrive', { go: true });
  }
}

interface Sponsoring {
  readonly referee: Referee;
  readonly run: (name: string, input: object) => Promise<unknown>;
}

/** All whom operators sponsor are in one zone, and in one department. */
const ABOUT = { workerType: 'contractor', department: 'Legal' } as const;
const ZONE = 'UTC';

/** An operator sponsors a person, or states another last day. One who gets no answer asks again. */
async function sponsor(
  { person, by, days }: Extract<Press, { readonly button: 'sponsor' }>,
  { clock }: World,
  { referee, run }: Sponsoring,
): Promise<void> {
  const dateAfter = (more: number) => new Date(clock.now() + more * DAY_MS).toISOString().slice(0, 10);
  const workEmail = `p${person}@example.com`;
  const id = `po-${person}`;
  const input = { id, email: workEmail, ...ABOUT, sponsor: referee.heard.workerOfPerson(by), until: dateAfter(days) };
  if (input.sponsor === undefined) return;
  let answer: unknown;
  for (let attempt = 0; attempt < 5 && answer === undefined; attempt++)
    answer = await run('worker sponsor', { ...input, timeZone: ZONE, reason: REASON });
  if (answer === undefined) return;
  const saidAt = clock.now();
  const said = { person, connection: 'sponsored', sourceWorkerId: id, zone: ZONE, saidAt } as const;
  const isOn = referee.heard.worksHere(person);
  const end: Statement = {
    ...said,
    id: `${id}-${saidAt}-end`,
    kind: 'left',
    phase: 'scheduled',
    date: input.until,
    attributes: {},
  };
  const attributes = { workEmail, ...ABOUT };
  const start: Statement = {
    ...said,
    id: `${id}-${saidAt}-start`,
    kind: 'joined',
    phase: 'effective',
    date: dateAfter(0),
    attributes,
  };
  referee.pressed({ kind: 'sponsored', statements: isOn ? [end] : [start, end] });
}
