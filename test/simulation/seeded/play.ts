import { linesOf } from '../../../shared/app/poll/due/due-lines.ts';
import { DAY_MS, DAYS, FIRST_DAY, HOUR_MS, MINUTE_MS, SWEEP_MINUTES } from './company.ts';
import type { History, Statement, Step } from './history.ts';
import { RECOVERY_MS } from './oracle/court.ts';
import { turnsOf } from './oracle/early.ts';
import { type Referee, refereeOf } from './oracle/referee.ts';
import { command, deliver, tickOnce, work } from './world/invoke.ts';
import { press } from './world/press.ts';
import { type Swaps, type World, worldOf } from './world/world.ts';

/** When something happened last, and at which instants HR's words take effect. Epoch ms. */
interface Happening {
  at: number;
  tickedAt: number;
  turns: readonly number[];
}

export interface Played {
  readonly world: World;
  readonly referee: Referee;
}

/** Quiet days at the end, so that everything comes to rest. */
const QUIET_DAYS = 4;
/** At an hour at which no day begins, so that nothing is due just then. */
const END = FIRST_DAY + (DAYS + QUIET_DAYS) * DAY_MS + 4 * HOUR_MS;
/** How late a sender tries a delivery again that was not taken. */
const AGAIN_MS = 5 * MINUTE_MS;
/** Looks that find nothing new are taken together while nothing happens: on their own, four an hour, they would be most of the time. */
const TOGETHER_MS = 8 * HOUR_MS;
/** For so long after something happened every look is taken when it is due. */
const BUSY_MS = 12 * MINUTE_MS;
/** Rounds at one instant before the clock moves on. */
const MOST_ROUNDS = 40;

/** Plays a history to its end, from one instant at which something happens to the next, and watches. Stops at the first violation. */
export async function play(history: History, swaps: Swaps = {}): Promise<Played> {
  const world = worldOf(history, swaps);
  const referee = refereeOf(world);
  const { clock } = world;
  const agenda = history.steps.toSorted((a, b) => a.at - b.at);
  for (const { name } of world.tenants) await world.ledger.flags.setMode(name, 'enforce', 'simulation', clock.now());
  const happening: Happening = { at: clock.now(), tickedAt: clock.now(), turns: [] };
  let restedAt = clock.now();
  for (;;) {
    const tickAt = await nextTick(world, happening);
    while (agenda[0] && isIdle(agenda[0], world)) agenda.shift();
    const at = Math.max(clock.now(), Math.min(agenda[0]?.at ?? END, world.queue.nextAt() ?? END, tickAt));
    if (at >= END) break;
    clock.advance(at - clock.now());
    world.wakes++;
    referee.before();
    for (let step = agenda[0]; step && step.at <= at; step = agenda[0]) {
      agenda.shift();
      const told = world.lines.length;
      const again = await take(step, world, referee);
      if (again) insert(agenda, again);
      if (step.does === 'say') happening.turns = withTurns(happening.turns, step.statement, world);
      // a fault waits for calls, and a step of which nothing is told found nothing to do
      if (world.lines.length > told) happening.at = at;
    }
    const size = sizeOf(world);
    let isTicking = tickAt <= at;
    if (isTicking) {
      if (happening.turns.some((turn) => turn > happening.tickedAt && turn <= at)) happening.at = at;
      happening.tickedAt = at;
    }
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const processes = await processesAt(world, isTicking);
      isTicking = false;
      if (processes.length === 0) break;
      await world.turns.sideBySide(processes);
    }
    if ((world.queue.nextAt() ?? END) <= at) clock.advance(1_000);
    if (sizeOf(world) > size || tenantsAreDirty(world)) happening.at = at;
    await referee.after();
    if (at - restedAt >= DAY_MS && (await isAtRest(world))) {
      restedAt = at;
      await referee.atRest();
    }
    if (referee.violations.length > 0) return { world, referee };
  }
  clock.advance(END - clock.now());
  referee.before();
  await referee.after();
  await referee.atTheEnd();
  return { world, referee };
}

async function processesAt(world: World, isTicking: boolean): Promise<readonly (() => Promise<void>)[]> {
  // often a batch is not full, and the other process has the rest
  const batches = [world.queue.take(1 + world.turns.pick(10)), world.queue.take()].filter((batch) => batch.length > 0);
  return [...(isTicking ? [() => ticks(world)] : []), ...batches.map((batch, slot) => () => work(batch, slot, world))];
}

async function ticks(world: World): Promise<void> {
  await tickOnce(`tick-${world.clock.now()}`, world);
  for (const tenant of world.tenants) {
    const swept = await world.ledger.checkpoints.load(`sweep:${tenant.name}`);
    const { step, startedAt } = JSON.parse(swept?.value ?? '{}') as {
      readonly step?: string;
      readonly startedAt?: number;
    };
    if (step !== 'finished' || startedAt === undefined) continue;
    tenant.sweepsAt = startedAt + SWEEP_MINUTES * MINUTE_MS;
    if (startedAt >= (tenant.dirtyAt ?? 0)) tenant.dirtyAt = undefined;
  }
}

/** The next whole minute at which a tick finds something to do. */
async function nextTick({ ledger, tenants, clock, faults }: World, happening: Happening): Promise<number> {
  const dues = await Promise.all(
    linesOf(tenants.map(({ name }) => name)).map(async (line) => {
      const [first] = await ledger.dueLines.due(line, Number.MAX_SAFE_INTEGER, 1);
      return first?.at ?? END;
    }),
  );
  const due = Math.min(...dues);
  const isBusy = Math.max(due, clock.now()) < happening.at + BUSY_MS;
  const look = isBusy ? due : Math.ceil(Math.max(due, happening.at + BUSY_MS) / TOGETHER_MS) * TOGETHER_MS;
  const sweep = Math.min(...tenants.map(({ dirtyAt, sweepsAt }) => (dirtyAt === undefined ? END : sweepsAt)));
  // what people changed is looked for by the next tick, and by those after it as long as calls go wrong
  const isNews = tenants.some(
    ({ dirtyAt }) =>
      dirtyAt !== undefined && Math.max(dirtyAt, (faults.lastAt() ?? 0) + RECOVERY_MS) >= happening.tickedAt,
  );
  const watch = isNews ? happening.tickedAt : END;
  const turn = happening.turns.find((at) => at > happening.tickedAt) ?? END;
  return Math.max(
    Math.ceil(Math.min(look, sweep, watch, turn) / MINUTE_MS) * MINUTE_MS,
    happening.tickedAt + MINUTE_MS,
  );
}

/** Nothing is on the way, also not for a worker whom a process that failed has to itself for a little more than a minute. */
async function isAtRest({ queue, ledger, tenants, clock }: World): Promise<boolean> {
  if (queue.nextAt() !== undefined || tenants.some(({ dirtyAt }) => dirtyAt !== undefined)) return false;
  const lines = linesOf(tenants.map(({ name }) => name));
  const due = await Promise.all(lines.map((line) => ledger.dueLines.due(line, clock.now() + 2 * MINUTE_MS, 1)));
  return due.every((places, index) => places.length === 0 || lines[index]?.class === 'rest');
}

/** What changes where something happens: writes, and faults that were met. */
const sizeOf = ({ tenants, faults }: World): number =>
  tenants.reduce((sum, { writes }) => sum + writes.length, 0) +
  [...faults.hits.values()].reduce((sum, one) => sum + one, 0);

const tenantsAreDirty = ({ tenants }: World): boolean => tenants.some(({ dirtyAt }) => dirtyAt !== undefined);

/** The instants at which what a statement says takes effect, too. */
const withTurns = (turns: readonly number[], statement: Statement, { access }: World): readonly number[] =>
  [...new Set([...turns, ...turnsOf(statement, access)])].sort((a, b) => a - b);

/** Nothing is invited that could be accepted; whatever happens before that instant may still invite. */
const isIdle = (step: Step, { tenants, clock }: World): boolean =>
  step.does === 'accept' &&
  step.at <= clock.now() &&
  !tenants.some(({ far }) =>
    far.accounts().some(({ email, state }) => state === 'invited' && isOf(email ?? '', step.person)),
  );

/** Plays one step; answers it again where it has to be repeated later. */
async function take(step: Step, world: World, referee: Referee): Promise<Step | undefined> {
  const { clock, tenants } = world;
  const tenant = 'target' in step ? tenants.find(({ name }) => name === step.target) : undefined;
  switch (step.does) {
    case 'say': {
      const { kind, phase, person, date, id } = step.statement;
      const isTaken = await deliver(step.statement, world);
      world.tell(
        `HR says ${id}: person ${person} ${kind} ${phase} ${date ?? 'without a date'}${isTaken ? '' : ', not taken'}`,
      );
      if (!isTaken) {
        referee.unanswered(step.statement);
        return { ...step, at: clock.now() + AGAIN_MS };
      }
      referee.accepted(step.statement);
      return undefined;
    }
    case 'fault':
      world.faults.begin(step.fault);
      return undefined;
    case 'accept': {
      const own = tenant?.far.accounts().filter(({ email }) => email !== undefined && isOf(email, step.person)) ?? [];
      for (const { email = '' } of own)
        if (tenant?.accept(email)) world.tell(`person ${step.person} accepts the invitation to ${step.target}`);
      return undefined;
    }
    case 'create': {
      tenant?.provision(step.address, true);
      world.tell(`the identity provider creates ${step.address} at ${step.target}`);
      const made = tenant?.far.accounts().find(({ email }) => email === step.address);
      if (made) referee.edited(step.target, made, 'create');
      return undefined;
    }
    case 'edit': {
      const account = tenant?.far.accounts().find(({ email }) => email !== undefined && isOf(email, step.person));
      if (!account || !(await tenant?.edit(account.id, step.edit))) return undefined;
      referee.edited(step.target, account, step.edit);
      world.tell(`a person edits person ${step.person} at ${step.target}: ${step.edit}`);
      return undefined;
    }
    case 'press':
      await press(step.press, world, { referee, command });
      return undefined;
  }
}

const isOf = (email: string, person: number): boolean => new RegExp(`^p${person}(\\.\\d+)?@`).test(email);

function insert(agenda: Step[], step: Step): void {
  const index = agenda.findIndex(({ at }) => at > step.at);
  agenda.splice(index < 0 ? agenda.length : index, 0, step);
}
