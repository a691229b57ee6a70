import type { Account } from '../../../../shared/domain/account/account.ts';
import { brokenAt } from '../../../../shared/domain/receipt.ts';
import { HOUR_MS, LIMITS, MINUTE_MS, TENANTS } from '../company.ts';
import type { Statement, TargetName } from '../history.ts';
import type { Tenant, Write } from '../world/tenant.ts';
import type { World } from '../world/world.ts';
import { eventIdOf, type Heard, heardIn } from './heard.ts';
import { dueOf } from './policy.ts';

/** One rule that did not hold. */
export interface Violation {
  readonly rule: RuleName;
  /** Epoch ms. */
  readonly at: number;
  readonly because: string;
}
const RULES = [
  'rest',
  'untouchable',
  'leaver',
  'invitation',
  'removal',
  'limit',
  'observe',
  'fate',
  'state',
  'chain',
] as const;
export type RuleName = (typeof RULES)[number];

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
  | { readonly kind: 'ended' | 'lifted' | 'decided'; readonly workerKey: string };

/** Two ticks. */
const PROMPT_MS = 2 * MINUTE_MS;
/** A sweep every five minutes, and the tick that starts it. */
const DETECTION_MS = 6 * MINUTE_MS;
/** A message that a killed process held comes back, or a failed look is repeated, or a gate opens; then a tick. */
const RECOVERY_MS = 8 * MINUTE_MS;
/** A look once a day, and what the simulation puts it off by. */
const DAILY_MS = 40 * HOUR_MS;

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
  const handled = new Map<string, { readonly edit: string; readonly at: number }[]>();
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
  const excuse = (why: string) => {
    excused.set(why, (excused.get(why) ?? 0) + 1);
    return true;
  };
  const ask = (rule: RuleName) => asked.set(rule, (asked.get(rule) ?? 0) + 1);
  const editsOf = (target: TargetName, { id }: Account) => handled.get(`${target} ${id}`) ?? [];
  const canSignIn = ({ enabled, state }: Account) => enabled !== false && state !== 'disabled' && state !== 'invited';
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

  const isCurrent = ({ email, state }: Account, workerKeys: readonly string[]) =>
    state !== 'invited' ||
    workerKeys.some((key) =>
      heard.readings(key, clock.now()).every(({ subjects }) => subjects.some(({ workEmail }) => workEmail === email)),
    );

  const isWorking = ({ email }: Account) =>
    heard
      .workersOfAddress(email)
      .some((key) => heard.readings(key, clock.now()).some(({ verdict }) => verdict === 'on'));

  /** Invitations to an address that HR has corrected since: their accounts end, accepted or not. */
  function noteMisaddressed(): void {
    for (const { far } of tenants)
      for (const account of far.accounts())
        if (
          account.state === 'invited' &&
          isWorking(account) &&
          !isCurrent(account, heard.workersOfAddress(account.email))
        )
          misaddressed.add(account.id);
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
        const isExcused = isShared(workerKey)
          ? excuse('an address of two workers')
          : observing.has(name)
            ? excuse('observing')
            : isPaused()
              ? excuse('paused')
              : (await isHeld(workerKey, name)) && excuse('held');
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
      for (const write of tenant.writes.slice(read.get(tenant) ?? 0)) judgeWrite(write, tenant);
      read.set(tenant, tenant.writes.length);
    }
  }

  function judgeWrite({ at, target, method, account, argument }: Write, tenant: Tenant): undefined {
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
    const readings = workerKeys.flatMap((key) => heard.readings(key, at));
    const isOff = isEnded || readings.some(({ verdict }) => verdict === 'off');
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
      const isDeleted = [...handled].some(
        ([of, edits]) => of === `${target} ${previous?.account?.id}` && edits.some(({ edit }) => edit === 'delete'),
      );
      if (isDeleted) return void excuse('invited again after the account was deleted by hand');
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
    const count = new Set(within.map((one) => one.who)).size;
    if (count > LIMITS.leavers) violate('limit', `${count} leavers ended at ${target} within an hour`);
  }

  const groupNames = new Map<string, string>();
  async function readGroups(): Promise<void> {
    for (const { name, far } of tenants) {
      const groups = await far.listGroups({ deadline: Number.MAX_SAFE_INTEGER });
      if (groups.kind === 'done')
        for (const { id, alias, name: internal } of groups.value) groupNames.set(`${name} ${id}`, alias ?? internal);
    }
  }

  /** Every account equals what policy says, or its difference has a reason. */
  async function judgeAccounts(): Promise<void> {
    const now = clock.now();
    for (const workerKey of heard.workerKeys) {
      const [reading] = heard.readings(workerKey, now);
      const worker = await ledger.workers.load(workerKey);
      if (!worker || !reading) continue;
      for (const tenant of tenants) {
        const { name, far } = tenant;
        const record = worker.targets[name];
        ask('state');
        if (!record || !['converged', 'waiting', 'held', 'failing'].includes(record.state))
          violate('state', `${nameOf(workerKey)} has no state at ${name}`);
        const isOff = ended.has(workerKey) || reading.verdict === 'off';
        if (!isOff && reading.verdict !== 'on') continue;
        ask('rest');
        const own = heard.accountsOf(workerKey, far.accounts());
        const wrong = isOff ? whoStays(own, name) : await whatDiffers(own, reading.subjects, tenant);
        if (wrong === undefined) continue;
        const isExcused = isShared(workerKey)
          ? excuse('an address of two workers')
          : observing.has(name)
            ? excuse('observing')
            : isPaused()
              ? excuse('paused')
              : (await isHeld(workerKey, name))
                ? excuse('held')
                : (world.faults.lastAt(name) ?? 0) > now - RECOVERY_MS
                  ? excuse('a fault just now')
                  : record?.state === 'failing' && excuse('failing');
        if (!isExcused)
          violate('rest', `${nameOf(workerKey)} at ${name}: ${wrong} (${record?.state}: ${record?.because})`);
      }
    }
  }

  const whoStays = (own: readonly Account[], name: TargetName): string | undefined => {
    const active = own.find(canSignIn);
    if (active) return `has left, and account ${active.id} is active`;
    const invited = own.find(({ state }) => state === 'invited');
    if (invited && TENANTS[name].provider !== 'atlan') return 'has left, and is invited';
    return undefined;
  };

  async function whatDiffers(
    own: readonly Account[],
    subjects: Parameters<typeof dueOf>[0],
    tenant: Tenant,
  ): Promise<string | undefined> {
    const { name } = tenant;
    const due = dueOf(subjects, name);
    const there = own.filter(
      ({ id, email, enabled, state }) =>
        enabled !== false &&
        state !== 'disabled' &&
        !(misaddressed.has(id) && subjects.every(({ workEmail }) => workEmail !== email)),
    );
    const edits = own.flatMap((account) => editsOf(name, account));
    const [account] = there.toSorted((a, b) => Number(a.state === 'invited') - Number(b.state === 'invited'));
    if (!account) {
      if (TENANTS[name].provisionedBy === 'idp' && own.length === 0)
        return void excuse('no account of the identity provider yet');
      if (
        [...handled].some(([of, all]) => of.startsWith(`${name} `) && all.some(({ edit }) => edit === 'delete')) &&
        own.length === 0
      )
        return void excuse('deleted by hand');
      if (edits.some(({ edit }) => edit === 'disable')) return void excuse('disabled by hand');
      return `should have an account (${due.role}), and has ${own.map(({ state }) => state).join(', ') || 'none'}`;
    }
    if (account.role !== due.role) return `has the role ${account.role}, and should have ${due.role}`;
    const groups = await tenant.groupsOf(account.id);
    if (due.groups.join() === groups.join()) return undefined;
    const isSoon = edits.some(({ edit, at }) => edit === 'leave groups' && at > clock.now() - DAILY_MS);
    if (isSoon) return void excuse('groups edited by hand today');
    return `is in ${groups.join(', ') || 'no group'}, and should be in ${due.groups.join(', ') || 'none'}`;
  }

  async function judgeRecords(): Promise<void> {
    /** By event: what was decided. What moved from one worker to another is written down for both. */
    const fates = new Map<string, Set<string>>();
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
      const page = await ledger.workers.list(cursor);
      for (const key of page.keys) {
        const worker = await ledger.workers.load(key);
        ask('chain');
        const broken = brokenAt(await ledger.receipts.chain(key), worker?.salt);
        if (broken !== undefined) violate('chain', `the receipts of ${nameOf(key)} are broken at ${broken}`);
        const said = [
          ...(await ledger.history.list(key)),
          ...(worker?.outbox ?? []).flatMap((entry) => (entry.kind === 'history' ? entry.recorded : [])),
        ];
        for (const { event, fate } of said) fates.set(event.id, (fates.get(event.id) ?? new Set()).add(fate));
      }
      cursor = page.next;
    }
    const open = new Set(
      [...world.queue.bodies(), ...world.queue.lying.map(({ body }) => body)].flatMap(
        (body) => /evt_[0-9a-f]+/.exec(body) ?? [],
      ),
    );
    for (const [id, statement] of heard.accepted) {
      ask('fate');
      const count = fates.get(id)?.size ?? 0;
      if (count > 1 || (count === 0 && !open.has(id)))
        violate('fate', `${statement.id} (${statement.kind}) has ${count} fates`);
    }
  }

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
      await watchLeavers();
      before = clock.now();
    },
    atRest: judgeAccounts,
    atTheEnd: async () => {
      await judgeAccounts();
      await judgeRecords();
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
      }
    },
    edited: (target, account, edit) => {
      const key = `${target} ${account.id}`;
      handled.set(key, [...(handled.get(key) ?? []), { edit, at: clock.now() }]);
    },
  };
}
