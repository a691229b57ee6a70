import type { Press } from '../history.ts';
import type { Referee } from '../oracle/referee.ts';
import type { command } from './invoke.ts';
import type { World } from './world.ts';

/** What an operator may decide without knowing more than the hold says; the other questions are for HR. */
const DECIDABLE: readonly string[] = ['leaver-limit', 'removal-limit', 'grant-limit', 'administrator', 'hand-off'];
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
