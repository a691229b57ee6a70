import type { Account } from '../../../../shared/domain/account/account.ts';
import { HOUR_MS, LIMITS, MINUTE_MS, SWEEP_MINUTES, TENANTS } from '../company.ts';
import type { Statement, TargetName } from '../history.ts';
import type { Tenant, Write } from '../world/tenant.ts';
import type { World } from '../world/world.ts';
import { judgeAccounts } from './accounts.ts';
import { type Court, canSignIn, RECOVERY_MS, type RuleName, type Violation } from './court.ts';
import { eventIdOf, type Heard, heardIn } from './heard.ts';
import { dueOf } from './policy.ts';
import type { Reading } from './reading.ts';
import { judgeBus, judgeRecords } from './records.ts';

export interface Referee {
  readonly heard: Heard;
  readonly violations: readonly Violation[];
  /** How often a difference was excused, by why. */
  readonly excused: ReadonlyMap<string, number>;
  /** How often each rule was asked. */
  readonly asked: ReadonlyMap<RuleName, number>;
  accepted(statement: Statement): void;
  /** The sender got no answer; whether it was taken all the same shows on the queue, or when it is decided. */
  unanswered(statement: Statement): void;
  /** The clock has moved, and nothing was done yet. */
  before(): void;
  /** All that could be done at this instant was done. */
  after(): Promise<void>;
  /** Nothing is on the way. */
  atRest(): Promise<void>;
  /** The same, and everything that was written down. */
  atTheEnd(): Promise<void>;
  /** An operator switched, or decided. */
  pressed(what: Pressed): void;
  edited(target: TargetName, account: Account, edit: string): void;
}

type Pressed =
  | {
      readonly kind: 'switched';
      readonly target?: TargetName;
      readonly isOn: boolean;
      readonly what: 'pause' | 'observe';
    }
  | { readonly kind: 'ended' | 'lifted' | 'decided'; readonly workerKey: string }
  | { readonly kind: 'sponsored'; readonly statements: readonly Statement[] };

/** Two ticks. */
const PROMPT_MS = 2 * MINUTE_MS;
/** A sweep, and the tick that starts it. */
const DETECTION_MS = (SWEEP_MINUTES + 1) * MINUTE_MS;

export function refereeOf(world: World): Referee {
  const { clock, tenants, ledger, told } = world;
  const heard = heardIn(world);
  const violations: Violation[] = [];
  const excused = new Map<string, number>();
  const asked = new Map<RuleName, number>();
  const ended = new Set<string>();
  const decided = new Map<string, number>();
  const observing = new Set<TargetName>();
  let paused = 0;
  let calmFrom = 0;
  const handled = new Map<string, { readonly edit: string; readonly at: number; readonly isOff: boolean }[]>();
  /** Since when a leaver can sign in, by worker and target. */
  const alive = new Map<string, number>();
  const read = new Map<Tenant, number>();
  const misaddressed = new Set<string>();
  const unanswered = new Map<string, Statement>();
  let before = clock.now();
  let known = '';
  const endings = new Map<TargetName, { readonly at: number; readonly who: string }[]>();

  const violate = (rule: RuleName, because: string): undefined => {
    if (violations.some((one) => one.rule === rule && one.because === because)) return undefined;
    violations.push({ rule, at: clock.now(), because });
    world.tell(`VIOLATION of ${rule}: ${because}`);
    return undefined;
  };
  const excuse = (why: string): true => {
    excused.set(why, (excused.get(why) ?? 0) + 1);
    return true;
  };
  const ask = (rule: RuleName) => asked.set(rule, (asked.get(rule) ?? 0) + 1);
  const editsOf = (target: TargetName, { id }: Account) => handled.get(`${target} ${id}`) ?? [];
  const isPaused = () => paused > 0;
  const nameOf = (workerKey: string) => `person ${heard.of(workerKey)[0]?.person}`;

  async function isHeld(workerKey: string, target: TargetName): Promise<boolean> {
    const record = (await ledger.workers.load(workerKey))?.targets[target];
    if (record?.holdId === undefined) return false;
    const isAlarmed = told.some(
      ({ name, ids }) =>
        (name === 'hold-opened' || name === 'leaver-held') &&
        ids['workerKey'] === workerKey &&
        ids['target'] === target,
    );
    if (!isAlarmed) violate('leaver', `${nameOf(workerKey)} is held at ${target}, and no alarm said so`);
    return isAlarmed;
  }

  /** HR spoke of the person under another id before anything was known that makes the two one: whose the account is, a person may have to say. */
  const isShared = (workerKey: string) =>
    [...heard.addressesOf(workerKey)].some((email) => heard.workersOfAddress(email).length > 1);

  /** A reason for which nothing more is asked of a worker on a target now; each is counted. */
  async function isExcusedNow(workerKey: string, target: TargetName): Promise<boolean> {
    if (isShared(workerKey)) return excuse('an address of two workers');
    if (observing.has(target)) return excuse('observing');
    if (isPaused()) return excuse('paused');
    return (await isHeld(workerKey, target)) && excuse('held');
  }

  const isCurrent = ({ email, state }: Account, workerKeys: readonly string[]) =>
    state !== 'invited' ||
    workerKeys.some((key) =>
      heard.readings(key, clock.now()).every(({ subjects }) => subjects.some(({ workEmail }) => workEmail === email)),
    );

  const isWorking = ({ email }: Account) =>
    heard
      .workersOfAddress(email)
      .some((key) => heard.readings(key, clock.now()).some(({ verdict }) => verdict === 'on'));

  /** No worker has the address any more, by what is recorded as well as by what is on the way. */
  const isOutdated = ({ email }: Account) =>
    heard
      .workersOfAddress(email)
      .every((key) =>
        heard
          .readings(key, clock.now())
          .every(({ verdict, subjects }) => verdict === 'on' && subjects.every(({ workEmail }) => workEmail !== email)),
      );

  /** Invitations to an address that HR has corrected since: their accounts end, accepted or not. */
  function noteMisaddressed(): void {
    for (const { far } of tenants)
      for (const account of far.accounts())
        if (account.state === 'invited' && isWorking(account) && isOutdated(account)) misaddressed.add(account.id);
  }

  /** Leavers who can sign in: since when, and whether that is too long. */
  async function watchLeavers(): Promise<void> {
    const now = clock.now();
    for (const workerKey of heard.workerKeys) {
      const [reading] = heard.readings(workerKey, now);
      const isOff = ended.has(workerKey) || reading?.verdict === 'off';
      for (const { name, far, untouchable } of tenants) {
        const key = `${workerKey} ${name}`;
        const accounts = isOff
          ? heard.accountsOf(workerKey, far.accounts()).filter((one) => canSignIn(one) && !untouchable.has(one.id))
          : [];
        if (accounts.length === 0) {
          alive.delete(key);
          continue;
        }
        ask('leaver');
        const isExcused = await isExcusedNow(workerKey, name);
        if (isExcused) alive.delete(key);
        else if (!alive.has(key)) {
          const since = reading?.since ?? now;
          alive.set(key, since > before ? since : now);
        }
      }
    }
  }

  function judgeLeavers(): void {
    const now = clock.now();
    const faultAt = world.faults.lastAt() ?? 0;
    for (const [key, since] of alive) {
      const from = Math.max(since, calmFrom, faultAt + RECOVERY_MS);
      const [workerKey = '', target = ''] = key.split(' ');
      const isEdited = [...handled].some(
        ([of, edits]) => of.startsWith(`${target} `) && edits.some(({ at }) => at > since - MINUTE_MS && at <= now),
      );
      if (now - from <= PROMPT_MS + DETECTION_MS * Number(isEdited)) continue;
      const minutes = Math.round((now - since) / MINUTE_MS);
      violate('leaver', `${nameOf(workerKey)} has left and could sign in to ${target} for ${minutes} minutes`);
      alive.delete(key);
    }
  }

  function judgeWrites(): void {
    for (const tenant of tenants) {
      for (const email of tenant.blind)
        violate(
          'invitation',
          `${email} is invited to ${tenant.name} again, and no one looked whether the first one arrived`,
        );
      for (const write of tenant.writes.slice(read.get(tenant) ?? 0)) judgeWrite(write, tenant);
      read.set(tenant, tenant.writes.length);
    }
  }

  /** Whether HR's words ended the worker's access at some instant between two others; looked at every hour. */
  function wasOff(workerKey: string, from: number, until: number): boolean {
    for (let at = from; at < until; at += 60 * MINUTE_MS)
      if (heard.readings(workerKey, at).some(({ verdict }) => verdict === 'off')) return true;
    return false;
  }

  /** What HR stated late gives nothing before an operator says so. */
  function judgeLate({ at, target, method, account, argument }: Write, workerKeys: readonly string[]): void {
    if (world.access.lateGrantDays === 'off' || workerKeys.some((key) => decided.has(key))) return;
    const gives = (reading: Reading): boolean => {
      const due = dueOf(reading.subjects, target);
      switch (method) {
        case 'invite':
          return reading.verdict === 'on' || reading.verdict === 'doubt';
        case 'setRole':
          return due.role === argument;
        case 'addToGroups':
          return [argument].flat().every((id) => due.groups.includes(groupNames.get(`${target} ${String(id)}`) ?? ''));
        default:
          return true;
      }
    };
    ask('late');
    if (!workerKeys.some((key) => heard.readings(key, at).some(gives))) return;
    if (!workerKeys.some((key) => heard.sureReadings(key, at).some(gives)))
      violate('late', `${method} for ${account?.email} at ${target}, by what HR said late and no one approved`);
  }

  function judgeWrite({ at, toldBefore, target, method, account, argument }: Write, tenant: Tenant): undefined {
    if (!account) return undefined;
    const { least } = TENANTS[target];
    ask('untouchable');
    if (tenant.untouchable.has(account.id)) return violate('untouchable', `${method} of ${account.id}`);
    const workerKeys = heard.workersOfAddress(account.email);
    const [workerKey] = workerKeys;
    if (workerKey === undefined)
      return violate('untouchable', `${method} of ${account.id}, which answers to no worker`);
    const who = `${nameOf(workerKey)} at ${target}`;
    const isEnded = workerKeys.some((key) => ended.has(key));
    const isDecided = workerKeys.some((key) => decided.has(key));
    if (observing.has(target) && !isEnded) violate('observe', `${method} for ${who}`);
    const readings = workerKeys.flatMap((key) => heard.readingsThen(key, at, toldBefore));
    const isOff = isEnded || readings.some(({ verdict }) => verdict === 'off');
    judgeLate({ at, toldBefore, target, method, account, argument }, workerKeys);
    if (method === 'invite') {
      ask('invitation');
      if (readings.every(({ verdict }) => verdict === 'off' || verdict === 'alone'))
        violate('invitation', `${who} is invited and does not work here`);
      const others = tenant.writes.filter((one) => one.account?.email === account.email && one.at <= at);
      const invited = others.filter((one) => one.method === 'invite');
      const [previous] = invited.slice(-2);
      const isOver = others.some(
        (one) => one.at >= (previous?.at ?? 0) && (one.method === 'deleteAccount' || one.argument === false),
      );
      const deleted = handled.get(`${target} ${previous?.account?.id}`)?.find(({ edit }) => edit === 'delete');
      if (deleted) {
        const hasLeftSince = deleted.isOff || workerKeys.some((key) => wasOff(key, deleted.at, at));
        if (!isDecided && !isEnded && !hasLeftSince)
          violate('invitation', `${who} is invited again after a person deleted the account`);
        return undefined;
      }
      if (invited.length > 1 && previous?.account !== account && !isOver)
        violate('invitation', `${who} is invited a second time`);
      return undefined;
    }
    const dues = readings.map(({ subjects }) => dueOf(subjects, target));
    const isMeant = isDecided || isOff;
    const isWrongAddress = misaddressed.has(account.id) || !isCurrent(account, workerKeys);
    const isEnding = method === 'deleteAccount' || (method === 'setEnabled' && argument === false);
    ask('removal');
    if (isEnding) {
      if (!isMeant && !isWrongAddress) violate('removal', `${method} for ${who}, who works here`);
      if (isOff && !isEnded && !isDecided) countEnding(target, workerKey, at);
    }
    if (
      method === 'setRole' &&
      argument === least &&
      !isMeant &&
      !isWrongAddress &&
      dues.every(({ role }) => role !== least)
    )
      violate('removal', `the role of ${who} is lowered to ${least}`);
    if (method === 'removeFromGroup' && !isMeant && !isWrongAddress) {
      const group = groupNames.get(`${target} ${String(argument)}`);
      if (group !== undefined && dues.every(({ groups }) => groups.includes(group)))
        violate('removal', `${who} leaves ${group}`);
    }
    return undefined;
  }

  function countEnding(target: TargetName, who: string, at: number): void {
    ask('limit');
    const within = [...(endings.get(target) ?? []), { at, who }].filter((one) => one.at > at - HOUR_MS);
    endings.set(target, within);
    const all = [...new Set(within.map((one) => one.who))];
    const inTime = all.filter((one) => !heard.of(one).some(({ immediate }) => immediate));
    // who leaves at once has places of their own, and after those the others'
    if (inTime.length > LIMITS.leavers || all.length > LIMITS.leavers + LIMITS.immediate)
      violate('limit', `${all.length} leavers ended at ${target} within an hour`);
  }

  const groupNames = new Map<string, string>();
  async function readGroups(): Promise<void> {
    for (const { name, far } of tenants) {
      const groups = await far.listGroups({ deadline: Number.MAX_SAFE_INTEGER });
      if (groups.kind === 'done')
        for (const { id, alias, name: internal } of groups.value) groupNames.set(`${name} ${id}`, alias ?? internal);
    }
  }

  const court: Court = {
    world,
    heard,
    ask,
    violate,
    excuse,
    nameOf,
    isExcusedNow,
    isEnded: (workerKey) => ended.has(workerKey),
    isMisaddressed: ({ id }) => misaddressed.has(id),
    editsOf,
    wasDeletedByHand: (target) =>
      [...handled].some(([of, edits]) => of.startsWith(`${target} `) && edits.some(({ edit }) => edit === 'delete')),
  };

  return {
    heard,
    violations,
    excused,
    asked,
    accepted: (statement) => {
      unanswered.delete(eventIdOf(statement));
      heard.accept(statement);
    },
    unanswered: (statement) => void unanswered.set(eventIdOf(statement), statement),
    before: () => judgeLeavers(),
    after: async () => {
      for (const [id, statement] of unanswered) {
        const isTaken =
          told.some(({ name, ids }) => name === 'event-decided' && ids['eventId'] === id) ||
          world.queue.bodies().some((body) => body.includes(id));
        if (isTaken) heard.accept(statement);
      }
      const size = `${heard.accepted.size} ${told.length}`;
      if (size !== known) await heard.sort();
      known = size;
      if (tenants.some((tenant) => tenant.writes.length > (read.get(tenant) ?? 0))) await readGroups();
      noteMisaddressed();
      judgeWrites();
      heard.settleLate();
      await watchLeavers();
      before = clock.now();
    },
    atRest: () => judgeAccounts(court),
    atTheEnd: async () => {
      await judgeAccounts(court);
      await judgeRecords(court);
      judgeBus(court);
    },
    pressed: (what) => {
      calmFrom = clock.now() + RECOVERY_MS;
      switch (what.kind) {
        case 'switched':
          if (what.what === 'pause') paused += what.isOn ? 1 : -1;
          else if (what.target && what.isOn) observing.add(what.target);
          else if (what.target) observing.delete(what.target);
          return;
        case 'ended':
          ended.add(what.workerKey);
          return;
        case 'lifted':
          ended.delete(what.workerKey);
          return;
        case 'decided':
          decided.set(what.workerKey, clock.now());
          return;
        case 'sponsored':
          heard.sponsor(what.statements);
          known = '';
      }
    },
    edited: (target, account, edit) => {
      const key = `${target} ${account.id}`;
      const at = clock.now();
      // as it is read now, for what HR says later may change how this day is read
      const isOff = heard
        .workersOfAddress(account.email)
        .some((one) => ended.has(one) || heard.readings(one, at).some(({ verdict }) => verdict === 'off'));
      handled.set(key, [...(handled.get(key) ?? []), { edit, at, isOff }]);
    },
  };
}
