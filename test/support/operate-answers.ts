import type { OutputOf } from '../../shared/contracts/operate/command.ts';
import type { COMMANDS, CommandName } from '../../shared/contracts/operate/registry.ts';
import type { ShownGroup } from '../../shared/contracts/operate/target-groups/shown-group.ts';

type Declared = (typeof COMMANDS)[number];
type Answers = { readonly [Name in CommandName]: OutputOf<Extract<Declared, { readonly name: Name }>> };

const AT = '2026-03-31T22:00:00.000Z';
const LATER = '2026-04-01T09:30:05.123Z';
const HOLD = {
  id: 'hold_0123456789abcdef0123',
  kind: 'protected',
  target: 'atlan-prod',
  workerKey: 'wrk_1',
  because: 'the account is protected',
  since: AT,
};
const DECIDED = { actor: 'arn:aws:iam::111122223333:role/operator', reason: 'checked with HR', at: LATER };
const PLANNED = {
  target: 'atlan-prod',
  mode: 'enforce',
  sends: true,
  steps: [
    { action: 'set-role', rule: 'data-people-edit', accountId: 'acc-1', from: '$guest', role: '$member', held: true },
    { action: 'join-groups', rule: 'analysts', accountId: 'acc-1', groups: ['Analytics', 'Newcomers'], held: false },
  ],
  afterwards: { state: 'held', because: 'a person decides' },
  holds: [{ id: HOLD.id, kind: 'protected', because: 'the account is protected' }],
};

const EXPECTATION = {
  id: 'exp_7b1e0c1c',
  target: 'atlan-prod',
  kind: 'leavers',
  cohort: 'department=sales',
  upTo: 40,
  taken: 12,
  state: 'open' as const,
  since: AT,
  until: '2026-12-04T00:00:00.000Z',
  actor: 'sam',
  reason: 'the team leaves',
};

const ROLLOUT = {
  id: 'rol_5c1d8e02',
  target: 'atlan-prod',
  state: 'running' as const,
  by: 'department',
  perDay: 50,
  stopAt: 5,
  since: AT,
  actor: 'sam',
  reason: 'the plan was agreed',
  wave: 2,
  waves: 9,
  admitted: 87,
  today: { admitted: 37, failed: 1 },
  waiting: 340,
};

const OVERRIDE = {
  id: 'ovr_wrk-1_4',
  kind: 'access_ended',
  actor: 'sam',
  reason: 'a stolen laptop',
  from: AT,
  until: 'lifted',
  inForce: true,
};
const LIFTED = { ...OVERRIDE, until: LATER, inForce: false, lifted: { actor: 'kim', reason: 'it was found' } };
const CLOSED = {
  cause: 'rate-limited',
  because: 'atlan-prod answered that there were too many requests; the work continues by itself',
  since: AT,
  until: LATER,
  triedAt: AT,
};
const TURNED = { what: 'target', target: 'atlan-prod', actor: 'sam', reason: 'maintenance', since: AT };

const LETTER = {
  id: 'msg-1',
  class: 'the-table-did-not-answer',
  because: 'the table did not answer',
  group: 'hr:67890',
  eventId: 'evt_1',
  kind: 'left',
  phase: 'effective',
  workerKey: 'wrk_1',
  parkedAt: AT,
};
const QUARANTINED = {
  id: '4f0c',
  connection: 'hr',
  because: 'time must not be before 1970',
  receivedAt: AT,
  expiresAt: LATER,
};
const DISCARDED = { ...QUARANTINED, actor: 'sam', reason: 'sent again', discardedAt: LATER };
const UNDERSTOOD = { eventId: 'evt_1', kind: 'left', phase: 'effective', sourceKey: 'hr:67890' };

const FINANCE: ShownGroup = {
  id: 'g-1',
  name: 'finance_readers',
  alias: 'Finance readers',
  members: 2,
  usedBy: ['policy'],
};
const LEFTOVER: ShownGroup = { id: 'g-2', name: 'old_project', usedBy: [] };

/** An answer of each command, with something in every part of it. */
export const ANSWERS: Answers = {
  status: {
    headline: `A leaver is overdue since ${AT}. They may still sign in. Next: explain --worker wrk_1`,
    troubles: [
      { what: 'A leaver is overdue', since: AT, harms: 'They may still sign in', next: 'explain --worker wrk_1' },
    ],
    findings: ['HR states the department “data platfrom” since yesterday, and no rule names it'],
    writesOff: true,
    paused: [
      { what: 'writes', actor: 'sam', reason: 'an incident', since: AT },
      { what: 'target', target: 'atlan-prod', actor: 'sam', reason: 'maintenance', since: LATER },
    ],
    targets: [
      {
        target: 'atlan-prod',
        mode: 'enforce',
        gate: { cause: 'rate', because: 'too many requests', closedAt: AT, closedUntil: LATER },
        sweep: { state: 'finished', startedAt: AT, accounts: 1200 },
      },
      { target: 'atlan-sandbox', mode: 'observe' },
    ],
    intake: 'running',
    policy: { hash: '3f2a9c0d41b87e65', state: 'waits', since: AT },
    holds: { open: 2, byKind: { protected: 2 } },
    workers: { due: 100, leaversNotEnded: 1, oldestDue: AT },
    deadLetters: 3,
    quarantined: 0,
    countedUpTo: 100,
  },
  find: {
    workers: [
      {
        workerKey: 'wrk_1',
        standing: 'active',
        targets: [{ target: 'atlan-prod', state: 'waiting', since: AT, because: 'the invitation is open' }],
      },
    ],
  },
  'worker link': { source: 'hr:2', from: 'wrk_2', workerKey: 'wrk_1' },
  'worker sponsor': {
    workerKey: 'wrk_2',
    source: 'sponsored:po-4711',
    sponsor: 'wrk_1',
    lastDay: '2026-12-31',
    timeZone: 'Europe/Berlin',
    result: 'sponsored',
  },
  'worker remove': {
    workerKey: 'wrk_1',
    target: 'atlan-prod',
    accountId: 'u1',
    transferTo: 'u2',
    tokens: { count: 1, ids: ['t1'] },
    assets: 12,
    run: 'atln-del-usr-u1-1772409600',
    result: 'asked',
  },
  'worker separate': { source: 'hr:2', from: 'wrk_1', workerKey: 'wrk_2' },
  explain: {
    delivery: {
      digest: '4f0c',
      quarantined: 'time must not be before 1970',
      events: [{ eventId: 'evt_1', fate: 'recorded', workerKey: 'wrk_1' }],
    },
    workers: [
      {
        workerKey: 'wrk_1',
        standing: {
          kind: 'ended',
          changesAt: LATER,
          attributesFrom: [{ attribute: 'department', connection: 'workday' }],
        },
        dueAt: LATER,
        events: [
          {
            id: 'evt_1',
            connection: 'hr',
            kind: 'left',
            phase: 'scheduled',
            effectiveAt: AT,
            lateDays: 3,
            recordedAt: AT,
            fate: 'recorded',
            inForce: true,
            rejected: ['jobTitle', 'timeZone'],
            sameTime: { others: ['evt_0'], isLast: true },
          },
          {
            id: 'evt_0',
            connection: 'hr',
            kind: 'observed',
            phase: 'effective',
            effectiveAt: null,
            recordedAt: AT,
            fate: 'superseded',
            inForce: false,
          },
        ],
        spells: [{ lastDay: '2026-03-31', sure: true }],
        facts: [{ id: 'evt_1', kind: 'left', effectiveAt: AT }],
        links: [{ kind: 'gone', sourceKey: 'hr:2', other: 'wrk_2', actor: 'ana', reason: 'one person', at: AT }],
        overrides: [
          {
            id: 'ovr_1',
            kind: 'access_kept',
            actor: 'role/operator',
            reason: 'hand-over',
            from: AT,
            until: LATER,
            inForce: true,
          },
        ],
        targets: [
          {
            target: 'atlan-prod',
            state: 'converged',
            since: AT,
            because: 'the account is as it should be',
            lookAt: LATER,
            holdId: HOLD.id,
            hold: { ...HOLD, closed: { at: LATER, because: 'No longer held: Access ended' } },
            accounts: [
              {
                id: 'acc-1',
                how: 'linked',
                ownedGroups: ['grp-1'],
                groups: ['Analytics'],
                endedAt: LATER,
                assets: { seenAt: LATER, count: 12 },
                tokens: { seenAt: LATER, count: 1, ids: ['tok-1'], ours: [] },
              },
            ],
            wanted: {
              role: { name: '$member', rule: 'data-people-edit' },
              groups: [{ group: 'Analytics', rules: ['analysts'] }],
              unknown: [{ rule: 'finance', missing: ['costCenter'] }],
              capped: { rule: 'administrators', role: '$admin' },
            },
          },
        ],
        receipts: [
          {
            receipt: 'wrk_1@4',
            target: 'atlan-prod',
            accountId: 'acc-1',
            action: 'disable',
            rule: 'override ovr_1',
            actor: 'Mara',
            intendedAt: AT,
            endedAt: LATER,
            verdict: 'ended',
            lateDays: 1,
          },
          {
            target: 'atlan-prod',
            accountId: 'acc-1',
            action: 'add-to-groups',
            groups: ['Analytics', 'Newcomers'],
            rule: 'analysts',
            endedAt: AT,
            verdict: 'verified',
          },
        ],
        chain: { receipts: 2, verified: true },
      },
    ],
    story: ['Worker wrk_1 stands as ended', `${AT} hr said left (scheduled, from ${AT}): recorded as evt_1`],
  },
  plan: {
    workerKey: 'wrk_1',
    at: AT,
    standing: 'active',
    targets: [
      PLANNED,
      {
        ...PLANNED,
        target: 'atlan-sandbox',
        mode: 'observe',
        sends: false,
        stopped: 'it is down',
        steps: [],
        holds: [],
      },
    ],
  },
  'hold list': { holds: [HOLD], more: true },
  'hold show': { hold: { ...HOLD, candidates: ['wrk_2', 'wrk_3'] }, plan: PLANNED, unchanged: true },
  'hold approve': { hold: { ...HOLD, decision: { verdict: 'approved', ...DECIDED } } },
  'hold reject': {
    hold: { ...HOLD, decision: { verdict: 'rejected', ...DECIDED, instead: 'access-kept', until: LATER } },
  },
  'expect announce': { expectations: [EXPECTATION] },
  'expect list': { expectations: [EXPECTATION, { ...EXPECTATION, target: 'atlan-sandbox', cohort: undefined }] },
  'expect end': {
    expectations: [{ ...EXPECTATION, state: 'ended', ended: { at: LATER, actor: 'kim', reason: 'all have left' } }],
  },
  disable: {
    workerKey: 'wrk_1',
    overrideId: OVERRIDE.id,
    targets: [
      {
        target: 'atlan-prod',
        mode: 'enforce',
        result: 'ended',
        because: 'Access ended',
        accounts: [{ id: 'acc-1', state: 'disabled' }],
      },
      {
        target: 'atlan-sandbox',
        mode: 'observe',
        result: 'reduced',
        because: 'the target refuses to disable the account',
        accounts: [
          { id: 'acc-2', state: 'active' },
          { id: 'acc-3', state: 'absent' },
        ],
        lookAt: LATER,
        holdId: HOLD.id,
        note: 'atlan-sandbox is in observe mode; what a person asks for is done all the same',
      },
    ],
  },
  'override list': {
    overrides: [
      { workerKey: 'wrk-1', ...OVERRIDE },
      { workerKey: 'wrk-1', ...LIFTED },
    ],
  },
  'override lift': { workerKey: 'wrk-1', override: LIFTED },
  undo: {
    receipt: 'wrk-1@12',
    workerKey: 'wrk-1',
    dryRun: false,
    overrides: [
      { ...OVERRIDE, id: 'ovr_wrk-1_5', kind: 'access_kept', against: ['evt_1'], until: LATER },
      {
        ...OVERRIDE,
        id: 'ovr_wrk-1_5-1',
        kind: 'extra_entitlement',
        target: 'atlan-prod',
        group: 'Book club',
        isGivenBack: true,
        until: LATER,
      },
    ],
    targets: [PLANNED],
    notGivenBack: [
      { target: 'atlan-prod', what: 'role', name: '$admin', because: 'The rules give no more than $member now' },
    ],
  },
  pause: { ...TURNED, paused: true },
  resume: { ...TURNED, paused: false },
  'gate list': {
    gates: [
      { target: 'atlan-prod', state: 'closed', closed: CLOSED },
      { target: 'atlan-prod', channel: 'scim', state: 'open' },
      { target: 'atlan-sandbox', state: 'open', opened: DECIDED },
    ],
  },
  'gate open': {
    gate: { target: 'atlan-prod', state: 'open', opened: DECIDED },
    was: { target: 'atlan-prod', state: 'closed', closed: CLOSED },
    channel: { gate: { target: 'atlan-prod', channel: 'scim', state: 'open' } },
  },
  'target groups list': { target: 'atlan-prod', groups: [FINANCE, LEFTOVER] },
  'target groups show': {
    target: 'atlan-prod',
    group: FINANCE,
    managedBy: 'us',
    description: 'Who reads the books',
    facts: { deletable: true, resources: 2 },
    members: [
      { id: 'acc-1', email: 'ada@example.com', state: 'active' },
      { id: 'acc-2', state: 'invited' },
    ],
    access: [{ resource: 'ari:cloud:jira::site/1', role: 'atlassian/user' }],
  },
  'target groups create': {
    target: 'atlan-prod',
    group: { name: 'Finance readers' },
    dryRun: true,
    result: 'would-change',
  },
  'target groups delete': { target: 'atlan-prod', group: LEFTOVER, dryRun: false, result: 'verified', receipt: 3 },
  'target groups count': { target: 'atlan-prod', groups: 49 },
  'target groups stats': { target: 'atlan-prod', figures: { all: 49, synced: 4 } },
  'target groups access list': {
    target: 'atlan-prod',
    group: 'jira-users',
    access: [{ resource: 'ari:cloud:jira::site/1', role: 'atlassian/user' }],
  },
  'target groups access grant': {
    target: 'atlan-prod',
    group: FINANCE,
    dryRun: false,
    result: 'unverified',
    receipt: 5,
  },
  'target groups access revoke': { target: 'atlan-prod', group: FINANCE, dryRun: false, result: 'already' },
  mode: { target: 'atlan-prod', mode: 'pilot', set: { mode: 'pilot', ...DECIDED }, madeDue: 12, complete: true },
  'rollout plan': {
    target: 'atlan-prod',
    mode: 'observe',
    by: 'department',
    perDay: 50,
    stopAt: 5,
    workers: 427,
    waveCount: 9,
    leavers: 2,
    waves: [
      {
        wave: 1,
        from: AT,
        workers: 50,
        cohorts: [{ cohort: 'data', workers: 30 }, { workers: 20 }],
        actions: [{ action: 'invite', rule: 'members', count: 50, roles: ['$member'] }],
      },
    ],
  },
  'rollout start': { rollout: ROLLOUT, madeDue: 52 },
  'rollout pause': {
    rollouts: [{ ...ROLLOUT, state: 'paused', paused: { at: LATER, actor: 'kim', reason: 'a freeze' } }],
  },
  'rollout list': {
    rollouts: [
      { ...ROLLOUT, state: 'complete', waiting: 0 },
      { ...ROLLOUT, target: 'atlan-sandbox', state: 'stopped', stopped: { at: LATER, admitted: 37, failed: 4 } },
    ],
  },
  'policy test': {
    rows: [
      { workerKey: 'wrk_1', target: 'atlan-prod', state: 'gains', what: 'group', name: 'Finance', rule: 'finance' },
      {
        workerKey: 'wrk_1',
        target: 'atlan-prod',
        state: 'loses',
        what: 'role',
        name: '$member',
        other: '$guest',
        rule: 'members',
      },
      { workerKey: 'wrk_2', target: 'atlan-prod', state: 'locked-out', what: 'role', name: '$guest', rule: 'all' },
    ],
    totals: { facts: 2, rows: 3, byState: { gains: 1, loses: 1, 'locked-out': 1 } },
    added: ['atlan-sandbox'],
    removed: [],
  },
  'baseline import': {
    connection: 'hr',
    rows: [
      { sourceWorkerId: '67890', state: 'new' },
      { sourceWorkerId: '67891', state: 'known', workerKey: 'wrk_1' },
      { sourceWorkerId: '67892', state: 'same-address', workerKey: 'wrk_2' },
    ],
    isDryRun: true,
  },
  'baseline review': {
    target: 'atlan-prod',
    mode: 'observe',
    digest: '3f2a9c0d41b87e65',
    accounts: 2,
    toAdopt: 1,
    rows: [
      {
        state: 'managed',
        account: 'acc-1',
        email: 'ada@example.com',
        accountState: 'active',
        role: '$member',
        workerKey: 'wrk_1',
        isNew: true,
        because: 'It has exactly the worker’s address',
        would: ['add-to-groups Analytics (analysts)'],
      },
      { state: 'orphan', account: 'acc-2', because: 'No worker has its address', would: [] },
      {
        state: 'missing',
        workerKey: 'wrk_2',
        because: 'atlan-prod is in observe mode: 1 changes would be made',
        would: ['invite $guest (employees-read)'],
      },
    ],
    totals: { facts: 3, rows: 3, byState: { managed: 1, orphan: 1, missing: 1 } },
  },
  'baseline apply': {
    target: 'atlan-prod',
    digest: '3f2a9c0d41b87e65',
    adopted: 0,
    left: 1,
    changed: [{ account: 'acc-1', workerKey: 'wrk_1', because: 'The account is disabled now' }],
    isDryRun: true,
  },
  'policy activate': {
    hash: '3f2a9c0d41b87e65',
    targets: [
      { target: 'atlan-prod', hash: '0c1d2e3f4a5b6c7d', policy: 'waits', since: AT },
      { target: 'atlan-sandbox', hash: '9a8b7c6d5e4f3a2b', policy: 'active', since: AT },
    ],
    rows: [
      { workerKey: 'wrk_1', target: 'atlan-prod', state: 'group', what: 'Analytics', rule: 'analysts' },
      {
        workerKey: 'wrk_1',
        target: 'atlan-prod',
        state: 'role',
        what: '$member',
        to: '$guest',
        rule: 'employees-read',
      },
      { workerKey: 'wrk_2', target: 'atlan-prod', state: 'sign-in', what: '$guest', rule: 'employees-read' },
    ],
    totals: { facts: 2, rows: 3, byState: { group: 1, role: 1, 'sign-in': 1 } },
    unread: ['atlan-prod'],
    madeDue: 0,
  },
  doctor: {
    target: 'atlan-prod',
    mode: 'observe',
    findings: [
      {
        level: 'wrong',
        what: 'This credential may not disable accounts',
        because: 'atlan-prod answered 403',
        next: 'Use a credential that may',
      },
      {
        level: 'warn',
        what: 'The token expires within 30 days',
        because: `It expires at ${LATER}`,
        next: 'Make a new one',
      },
      { level: 'ok', what: 'The roles up to $member are there', because: 'Each was found with its id' },
    ],
    credential: { id: 'tok-1', kind: 'service-account', expiresAt: LATER },
    roles: [{ name: '$member', id: 'role-1' }],
    groups: [
      { name: 'Analytics', state: 'found', id: 'grp-1' },
      { name: 'Newcomers', state: 'creatable' },
    ],
    provisioning: { configured: 'invitation', accounts: 100, byScim: 0, mappedGroups: ['everyone'] },
    limits: [{ header: 'x-ratelimit-limit-minute', value: '400' }],
    settled: [{ unknown: 2, seen: 'disabling with this credential is answered 403' }],
    canary: {
      accountId: 'acc-9',
      steps: [
        { step: 'role', result: 'verified', because: 'Read back' },
        { step: 'disable', result: 'refused', because: 'atlan-prod answered 403' },
      ],
      mayDisable: 'no',
      left: 'reduced',
    },
    requests: 21,
  },
  'report observe': {
    target: 'atlan-prod',
    mode: 'observe',
    workers: 40,
    wouldChange: 3,
    unreadable: 1,
    actions: [
      { action: 'invite', rule: 'employees-read', count: 2, roles: ['$guest'] },
      { action: 'join-groups', rule: 'analysts', count: 1, groups: ['Analytics'] },
    ],
  },
  'report leavers': {
    rows: [
      {
        workerKey: 'wrk_1',
        target: 'atlan-prod',
        factId: 'evt_1',
        effectiveAt: AT,
        newsAt: AT,
        state: 'ended',
        endedAt: LATER,
        late: { minutes: 690.1, hr: 0, us: 0.5, target: 689.6 },
        decidedBy: { how: 'rule', id: 'left' },
        tokens: 1,
        assets: 12,
        verdict: 'ended',
      },
      {
        workerKey: 'wrk_2',
        target: 'atlan-prod',
        factId: 'evt_2',
        effectiveAt: AT,
        state: 'held',
        late: { minutes: 12, hr: 0, us: 12, target: 0 },
        because: 'the limit is reached',
      },
    ],
    totals: { facts: 2, rows: 2, byState: { ended: 1, held: 1 } },
  },
  'report joiners': {
    rows: [
      {
        workerKey: 'wrk_1',
        target: 'atlan-prod',
        factId: 'evt_1',
        effectiveAt: AT,
        newsAt: AT,
        state: 'complete',
        invitedAt: AT,
        accepted: true,
        completeAt: LATER,
        minutes: 690.1,
      },
      {
        workerKey: 'wrk_2',
        target: 'atlan-prod',
        factId: 'evt_2',
        effectiveAt: AT,
        state: 'waiting',
        because: 'no address yet',
      },
    ],
    totals: { facts: 2, rows: 2, byState: { complete: 1, waiting: 1 } },
  },
  'report access': {
    rows: [
      {
        workerKey: 'wrk_1',
        target: 'atlan-prod',
        state: 'active',
        facts: 3,
        role: { name: '$member', rule: 'data-people-edit' },
        groups: [{ group: 'Analytics', rules: ['analysts', 'newcomers'] }],
        accounts: [{ id: 'acc-1', state: 'active', seenAt: AT }],
        lastReceipt: { position: 7, action: 'invite', role: '$member', verdict: 'verified', at: LATER },
      },
      { workerKey: 'wrk_2', target: 'atlan-prod', state: 'ended', facts: 2, groups: [], accounts: [] },
    ],
    totals: { facts: 5, rows: 2, byState: { active: 1, ended: 1 } },
  },
  'report approvals': {
    rows: [
      {
        holdId: HOLD.id,
        kind: 'leaver-limit',
        target: 'atlan-prod',
        workerKey: 'wrk_1',
        openedAt: AT,
        decidedAt: LATER,
        by: 'sam',
        verdict: 'approved',
        reason: 'checked with HR',
      },
    ],
    totals: { facts: 1, rows: 1, byState: { approved: 1 } },
  },
  'report roster': {
    connection: 'hr',
    compared: 5,
    access: 5,
    rows: [
      {
        state: 'missing',
        workerKey: 'wrk_1',
        sourceKeys: ['hr:67890'],
        since: '2021-05-01',
        targets: ['atlan-prod', 'flags'],
      },
      { state: 'missing', workerKey: 'wrk_2', sourceKeys: ['hr:67891', 'hr:67892'], targets: [] },
      {
        state: 'elsewhere',
        workerKey: 'wrk_3',
        sourceKeys: ['hr:67893', 'payroll:7'],
        since: '2022-01-01',
        targets: ['flags'],
      },
      { state: 'unknown', row: 1, sourceWorkerId: '70001' },
      { state: 'unknown', workerKey: 'wrk_2', row: 2, sourceWorkerId: '70002' },
      { state: 'ended', workerKey: 'wrk_4', row: 3, sourceWorkerId: '67894', endedAt: AT },
      { state: 'differs', workerKey: 'wrk_5', row: 4, sourceWorkerId: '67895', attributes: ['department', 'country'] },
    ],
    mayBeIncomplete: true,
  },
  'receipts export': {
    lines: [
      { kind: 'export', schema: 1, at: Date.parse(AT), payloads: true, worker: 'wrk_1' },
      { kind: 'chain', workerKey: 'wrk_1', from: 0, receipts: 1, length: 1, salt: 'a-salt' },
      {
        kind: 'receipt',
        header: {
          workerKey: 'wrk_1',
          position: 0,
          target: 'atlan-prod',
          action: 'set-role',
          entry: 'outcome',
          verdict: 'verified',
          rule: 'analysts',
          at: Date.parse(AT),
          previousHash: '',
          payloadHmac: '4f0c',
        },
        payload: { role: '$member' },
      },
      { kind: 'end' },
    ],
  },
  'subject export': {
    lines: [
      { kind: 'worker', kept: { key: 'wrk_1', addresses: ['ada@example.com'], hasSalt: true } },
      { kind: 'end', kept: { lines: 1 } },
    ],
  },
  'subject erase': {
    workerKey: 'wrk_1',
    dryRun: false,
    erasedAt: AT,
    events: 4,
    payloads: 12,
    sourceKeys: 1,
    addresses: 2,
    accounts: 1,
    stillThere: [{ target: 'atlan-prod', accountId: 'acc-1' }],
  },
  'dlq list': {
    classes: [{ class: LETTER.class, count: 1, oldest: AT, newest: AT }],
    deadLetters: [LETTER],
    more: false,
  },
  'dlq show': {
    letter: LETTER,
    redriven: { actor: 'sam', at: LATER },
    wouldDo: 'Nothing: it was already redriven',
  },
  'dlq redrive': {
    dryRun: false,
    letters: [{ id: LETTER.id, class: LETTER.class, because: LETTER.because, group: LETTER.group }],
    count: 1,
    cameBack: 1,
    stopped: 'A message failed with an error class that was not there before: the-body-is-not-json',
    complete: false,
  },
  'quarantine list': { deliveries: [QUARANTINED], discarded: [DISCARDED], more: true },
  'quarantine show': {
    delivery: QUARANTINED,
    bytes: 812,
    understood: [UNDERSTOOD],
    notUnderstood: ['[1]: time must not be before 1970'],
  },
  'quarantine replay': { id: '4f0c', sent: [UNDERSTOOD], notUnderstood: [], kept: false },
  'quarantine discard': { discarded: DISCARDED },
};
