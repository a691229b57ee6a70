import type { Attributes } from '../../../../shared/domain/event/lifecycle-event.ts';
import type { Access, Statement } from '../history.ts';
import { KIND_MEANS } from './kinds.ts';
import { midnight } from './midnight.ts';

/**
 * What HR's words mean for one worker at an instant. `on`: works here. `off`: worked here, or never came, and does not now. `alone`: HR has
 * said nothing by which access begins or ends. `doubt`: its words can be read in two ways, and a person has to be asked.
 */
export interface Reading {
  readonly verdict: 'on' | 'off' | 'alone' | 'doubt';
  /** Epoch ms from which it is `off`, by the days that HR states. */
  readonly since?: number;
  /** For each id under which they work here, what is known of them. */
  readonly subjects: readonly Attributes[];
  /** Of what is `off`: an order to act at once ended it. */
  readonly atOnce?: boolean;
}

/** Which date of an ending counts. */
type EndsOn = Access['endsOn'];

interface Spell {
  readonly from: number;
  until: number;
  /** From here on it is not clear whether it goes on. */
  doubtFrom: number;
}

type Status = 'on' | 'doubt' | 'presumed' | 'off' | 'expected';
interface OneKey {
  readonly status: Status;
  readonly since: number;
  readonly attributes: Attributes;
  readonly atOnce: boolean;
  /** HR left open whether access ends at all. */
  readonly isOpen: boolean;
}

/** Reads all that was heard of one worker. Statements under different ids of HR's are engagements of their own. */
export function readingOf(heard: readonly Statement[], at: number, endsOn: EndsOn): Reading {
  // by what HR is not certain of nothing is done
  const certain = heard.filter(({ confidence }) => confidence === undefined);
  const keys = [
    ...Map.groupBy(certain, ({ connection, sourceWorkerId }) => `${connection} ${sourceWorkerId}`).values(),
  ];
  const read = keys.map((statements) => readKey(statements, at, endsOn));
  const of = (...statuses: readonly Status[]) => read.filter(({ status }) => statuses.includes(status));
  const subjects = of('on', 'doubt').map(({ attributes }) => attributes);
  const ended = of('off').map(({ since }) => since);
  if (subjects.length === 0 && of('presumed').length === 0 && ended.length > 0) {
    const isOpen = read.some((one) => one.isOpen && one.status !== 'off');
    const atOnce = of('off').some((one) => one.atOnce);
    return { verdict: isOpen ? 'doubt' : 'off', since: Math.max(...ended), subjects: [], atOnce };
  }
  if (read.some(({ isOpen }) => isOpen)) return { verdict: 'doubt', subjects };
  if (of('on').length > 0) return { verdict: 'on', subjects };
  return { verdict: of('doubt').length > 0 ? 'doubt' : 'alone', subjects };
}

function readKey(statements: readonly Statement[], at: number, endsOn: EndsOn): OneKey {
  const { inForce, idle } = withoutTakenBack(statements);
  const dated = inForce.filter(({ date }) => date !== null);
  const means = (...meanings: readonly string[]) => dated.filter(({ kind }) => meanings.includes(KIND_MEANS[kind]));
  const starts = means('starts');
  const past = means('starts', 'changes', 'names', 'ends')
    .filter((one) => instantOf(one) <= at)
    .sort(bySaying);
  const spoken =
    past.length > 0 ? past.sort((a, b) => instantOf(a) - instantOf(b)) : starts.toSorted(byInstant).slice(0, 1);
  const attributes = Object.assign({}, ...spoken.map((one) => one.attributes)) as Attributes;

  const turns = [...means('starts', 'ends')];
  const undated = inForce.filter(({ kind, date }) => KIND_MEANS[kind] === 'ends' && date === null);
  const takenBackEnds = statements.filter(({ kind, phase }) => kind === 'left' && phase === 'cancelled');
  const isAnswered = (one: Statement) => [...turns, ...takenBackEnds].some(({ saidAt }) => saidAt > one.saidAt);
  const isOpen =
    undated.some((one) => !isAnswered(one)) || idle.some((one) => !turns.some(({ saidAt }) => saidAt > one.saidAt));

  const { spells, unstated } = spellsOf(starts, means('ends'), endsOn);
  const atOnce = means('ends').some(({ immediate, saidAt }) => immediate && saidAt <= at);
  const now = spells.filter(({ from, until }) => from <= at && at < until);
  const base = { attributes, isOpen, atOnce, since: 0 };
  if (now.some(({ doubtFrom }) => at < doubtFrom)) return { ...base, status: 'on' };
  if (now.length > 0) return { ...base, status: 'doubt' };
  const over = [...spells.map(({ until }) => until), ...unstated].filter((until) => until <= at);
  if (over.length > 0) return { ...base, status: 'off', since: Math.max(...over) };
  const cancelled = statements.filter(({ kind, phase }) => KIND_MEANS[kind] === 'starts' && phase === 'cancelled');
  if (starts.length === 0 && means('changes').length === 0 && cancelled.length > 0 && !idle.some(isStart))
    return { ...base, status: 'off', since: Math.max(...cancelled.map(({ saidAt }) => saidAt)) };
  const isComing = starts.length > 0 && past.every(({ kind }) => KIND_MEANS[kind] === 'names');
  return { ...base, status: isComing ? 'expected' : 'presumed' };
}

const isStart = ({ kind }: Statement): boolean => KIND_MEANS[kind] === 'starts';
const bySaying = (a: Statement, b: Statement): number => a.saidAt - b.saidAt;
const byInstant = (a: Statement, b: Statement): number => instantOf(a) - instantOf(b);

/** When a statement takes effect (epoch ms). A last day is worked: it is over at its end. */
function instantOf({ kind, date, zone, immediate, saidAt }: Statement): number {
  if (immediate || date === null) return saidAt;
  return midnight(date, zone, KIND_MEANS[kind] === 'ends' ? 1 : 0);
}

/** When an ending ends access (epoch ms): at the end of the day that the company reads in it. */
function accessEndOf(end: Statement, endsOn: EndsOn): number {
  const { date, zone, immediate, lastDayWorked, terminationDate, gardenLeaveFrom } = end;
  if (immediate || date === null) return instantOf(end);
  switch (endsOn) {
    case 'date':
      return instantOf(end);
    case 'terminationDate':
      return midnight(terminationDate ?? date, zone, 1);
    case 'lastDayWorked':
      return Math.min(instantOf(end), midnight(lastDayWorked ?? date, zone, 1));
    case 'gardenLeave':
      return gardenLeaveFrom === undefined ? instantOf(end) : Math.min(instantOf(end), midnight(gardenLeaveFrom, zone));
  }
}

/** What a newer word named, or a cancellation means by its date, counts no more. A cancellation that finds nothing is idle. */
function withoutTakenBack(statements: readonly Statement[]) {
  const gone = new Set(statements.flatMap(({ supersedes }) => supersedes ?? []));
  const idle: Statement[] = [];
  for (const one of statements.toSorted(bySaying)) {
    if (one.phase !== 'cancelled' || KIND_MEANS[one.kind] === 'nothing') continue;
    const meant = statements.filter((other) =>
      one.supersedes === undefined
        ? other.kind === one.kind &&
          other.date === one.date &&
          other.phase !== 'cancelled' &&
          other.saidAt < one.saidAt &&
          (!one.engagementId || !other.engagementId || one.engagementId === other.engagementId)
        : other.id === one.supersedes,
    );
    for (const { id } of meant) gone.add(id);
    if (meant.length === 0) idle.push(one);
  }
  return { inForce: statements.filter(({ id, phase }) => phase !== 'cancelled' && !gone.has(id)), idle };
}

/**
 * Pairs starts and ends. An end means the newest spell that began on or before its last day; of several ends of one spell the newest word
 * counts. Where it may close several spells that go on, or comes before the first one, its meaning is in doubt.
 */
function spellsOf(
  starts: readonly Statement[],
  ends: readonly Statement[],
  endsOn: EndsOn,
): { readonly spells: readonly Spell[]; readonly unstated: readonly number[] } {
  const first = [...Map.groupBy(starts, ({ date, engagementId }) => `${date} ${engagementId ?? ''}`).values()].map(
    (same) => same.toSorted(bySaying)[0],
  );
  const begun = first
    .filter((start) => start !== undefined)
    .sort(byInstant)
    .map((start) => ({
      start,
      spell: { from: instantOf(start), until: Number.POSITIVE_INFINITY, doubtFrom: Number.POSITIVE_INFINITY } as Spell,
    }));
  const scopeOf = ({ engagementId }: Statement) => {
    if (engagementId === undefined) return begun;
    const named = begun.filter(({ start }) => start.engagementId === engagementId);
    if (named.length > 0) return named;
    const nameless = begun.filter(({ start }) => start.engagementId === undefined);
    return nameless.length > 0 ? nameless : begun;
  };
  const lastDay = (end: Statement) => instantOf(end) - 1;
  const placed = ends.map((end) => ({
    end,
    scope: scopeOf(end),
    last: scopeOf(end).findLast(({ spell }) => spell.from <= lastDay(end)),
  }));
  const groups = Map.groupBy(placed, ({ last, scope, end }) =>
    last ? `${last.start.id} ${scope.length}` : `none ${end.engagementId ?? ''}`,
  );
  const unstated: number[] = [];
  const counted = [...groups.values()].map((group) => ({ ...group[0], end: countsOf(group.map(({ end }) => end)) }));
  for (const { end, scope = [], last } of counted.sort((a, b) => instantOf(a.end) - instantOf(b.end))) {
    const at = accessEndOf(end, endsOn);
    if (!last) {
      const [next] = scope;
      if (!next || next.start.kind === 'rehired') unstated.push(at);
      else for (const { spell } of scope) if (spell.from === next.spell.from) spell.doubtFrom = spell.from;
      continue;
    }
    const open = scope.filter(({ spell }) => spell.from < at && spell.until > at);
    const isClear = open.length < 2 || end.immediate;
    for (const { spell } of open) {
      if (isClear) spell.until = at;
      else spell.doubtFrom = Math.min(spell.doubtFrom, at);
    }
  }
  return { spells: begun.map(({ spell }) => spell), unstated };
}

/** HR takes its word back by another day; an order to act at once only by name. */
function countsOf(ends: readonly Statement[]): Statement {
  const newest = ends.toSorted(bySaying).at(-1);
  if (!newest) throw new Error('There is no end');
  const [atOnce] = ends.filter(({ immediate }) => immediate).sort(byInstant);
  return atOnce && instantOf(atOnce) < instantOf(newest) ? atOnce : newest;
}
