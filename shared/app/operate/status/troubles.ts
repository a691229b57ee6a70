import { DUE_LATE_MS } from '../../../contracts/cadence.ts';
import type { Trouble } from '../../../contracts/operate/status/status.ts';
import { type Hold, type HoldKind, isLastAdministratorLeaving, isTransferHeld } from '../../../domain/worker/hold.ts';
import { iso } from '../iso.ts';
import { missedConnections, silentConnections } from './connection-troubles.ts';
import { pauseTroubles } from './pause-troubles.ts';
import { policyTroubles } from './policy-troubles.ts';
import type { Situation } from './situation.ts';
import { gateTroubles, rolloutTroubles, staleSweeps } from './target-troubles.ts';

/** Worst first: leavers who can still sign in, then what stops all workers, then what waits. */
const HOLDS: readonly (readonly [HoldKind, string, string])[] = [
  ['undated-ending', 'HR reported a leaver without a readable date', 'They can still sign in'],
  [
    'unknown-leaver',
    'HR ended a worker of whom it sent nothing else',
    'An account of theirs cannot be looked for; they may still sign in',
  ],
  ['unconfirmed', 'HR sent something that it is not certain of', 'Nothing is done by it, and access stays as it is'],
  ['unclear-ending', 'HR sent a last day that can be read in two ways', 'They can still sign in'],
  ['no-show', 'HR sent a last day before the first day', 'They get no access, and keep what they have'],
  ['unmanaged-leaver', 'A leaver has an account that this system does not manage', 'They can still sign in'],
  ['hand-off', 'This system cannot disable a leaver', 'They can still sign in'],
  [
    'left-behind',
    'A leaver has an account on a target that is not in the configuration any more',
    'They may still sign in',
  ],
  ['leaver-limit', 'Leavers wait for an operator because too many leave at once', 'They can still sign in'],
  [
    'last-administrator',
    'The change would remove the last administrator',
    'Until an operator decides, their access stays as it is',
  ],
  ['protected', 'The change is about a protected account', 'The account stays as it is'],
  ['conflict', 'Several accounts match one person', 'Their access stays as it is'],
  [
    'sponsor-left',
    'The sponsor of a worker does not work here any more',
    'They keep the access they have until its last day',
  ],
  ['no-role', 'No rule gives a worker a role any more', 'They keep the access they have'],
  ['idle-cancellation', 'HR cancelled something that it never sent', 'Access follows HR’s other events'],
  ['late-grant', 'HR sent a start or a move long after its day', 'What it gives waits for an operator'],
  ['identity', 'One account matches two workers', 'The account stays with the worker who has it'],
  ['assets', 'A leaver owns assets that go to no one', 'Access has ended; the assets keep the name of the leaver'],
  [
    'removal',
    'An operator asks to remove a leaver’s account for good',
    'Access has ended; the account stays until another operator approves',
  ],
  [
    'same-person',
    'HR sent the address of one worker for another worker',
    'Nothing is granted until an operator says who it is',
  ],
  [
    'vanished',
    'An account is gone from the target, and this system did not end it',
    'The worker is not invited again until an operator says so',
  ],
  ['administrator', 'A worker would become an administrator', 'Until an operator decides, they do not become one'],
  ['removal-limit', 'Too much access would be removed at once', 'Workers keep access that they should lose'],
  ['elevation-limit', 'Too many workers would get a higher role at once', 'Workers keep the role they have'],
  ['grant-limit', 'Too many workers would get access at once', 'Joiners wait for access'],
];

/** Everything that is wrong, the worst first. */
export function troublesOf(situation: Situation): readonly Trouble[] {
  const hold = (kinds: readonly HoldKind[]) =>
    HOLDS.filter(([kind]) => kinds.includes(kind)).flatMap((row) => holdTrouble(row, situation) ?? []);
  return [
    ...lastAdministrators(situation),
    ...hold([
      'undated-ending',
      'unknown-leaver',
      'unconfirmed',
      'unclear-ending',
      'no-show',
      'unmanaged-leaver',
      'hand-off',
      'left-behind',
      'leaver-limit',
    ]),
    ...transfers(situation),
    ...leftToPersons(situation),
    ...lateLeavers(situation),
    ...pauseTroubles(situation),
    ...gateTroubles(situation),
    ...staleSweeps(situation),
    ...silentConnections(situation),
    ...missedConnections(situation),
    ...counted(situation.deadLetters, {
      one: 'message was parked',
      many: 'messages were parked',
      sinceOf: ({ parkedAt }) => parkedAt,
      harms: 'The content was not processed; it may say that a worker has left',
      next: 'dlq list',
    }),
    ...counted(situation.quarantined, {
      one: 'delivery was not understood',
      many: 'deliveries were not understood',
      sinceOf: ({ receivedAt }) => receivedAt,
      harms: 'The HR events inside were not processed; one may say that a worker has left',
      next: 'quarantine list',
    }),
    ...policyTroubles(situation),
    ...rolloutTroubles(situation),
    ...hold([
      'last-administrator',
      'protected',
      'conflict',
      'sponsor-left',
      'no-role',
      'idle-cancellation',
      'late-grant',
      'identity',
      'assets',
      'removal',
      'same-person',
      'vanished',
      'administrator',
      'removal-limit',
      'elevation-limit',
      'grant-limit',
    ]),
    ...lateOthers(situation),
  ];
}

const holdTrouble = ([kind, what, harms]: (typeof HOLDS)[number], { holds }: Situation): Trouble | undefined =>
  ofHolds(
    holds.filter((hold) => hold.kind === kind && !isTransferHeld(hold) && !isLastAdministratorLeaving(hold)),
    { what, harms },
  );

function lastAdministrators({ holds }: Situation): readonly Trouble[] {
  const trouble = ofHolds(holds.filter(isLastAdministratorLeaving), {
    what: 'The last administrator of a target leaves',
    harms: 'They can still sign in, as administrator, until another user is administrator there',
  });
  return trouble ? [trouble] : [];
}

function transfers({ holds }: Situation): readonly Trouble[] {
  const trouble = ofHolds(holds.filter(isTransferHeld), {
    what: 'A worker who may continue under another HR id is about to lose access, or has lost it',
    harms: 'After the last day they cannot sign in until an operator says who it is',
  });
  return trouble ? [trouble] : [];
}

/** These are decided, so no list of holds shows them. */
function leftToPersons({ leftToPersons: holds }: Situation): readonly Trouble[] {
  const trouble = ofHolds(holds, {
    what: 'An operator rejected an ending, and a person must end the access by hand',
    harms: 'They can still sign in, until a person ends the access or HR cancels the ending',
  });
  return trouble ? [trouble] : [];
}

function ofHolds(
  [oldest, ...others]: readonly Hold[],
  { what, harms }: Pick<Trouble, 'what' | 'harms'>,
): Trouble | undefined {
  if (!oldest) return undefined;
  const who = others.length > 0 ? `worker ${oldest.workerKey} and ${others.length} more` : `worker ${oldest.workerKey}`;
  return {
    what: `${what} (${oldest.target}, ${who})`,
    since: iso(oldest.since),
    harms,
    next: `hold show ${oldest.id}`,
  };
}

function lateLeavers({ due, now }: Situation): readonly Trouble[] {
  const late = due.filter(({ leaver, at }) => leaver && now - at > DUE_LATE_MS).toSorted((a, b) => a.at - b.at);
  const [first] = late;
  if (!first) return [];
  return [
    {
      what: `${late.length === 1 ? 'A leaver is' : `${late.length} leavers are`} overdue`,
      since: iso(first.endedAt ?? first.at),
      harms: 'They may still sign in',
      next: `explain --worker ${first.workerKey}`,
    },
  ];
}

function lateOthers({ due, now }: Situation): readonly Trouble[] {
  const late = due.filter(({ leaver, at }) => !leaver && now - at > DUE_LATE_MS).toSorted((a, b) => a.at - b.at);
  const [first] = late;
  if (!first) return [];
  return [
    {
      what: `${late.length === 1 ? 'A worker is' : `${late.length} workers are`} overdue`,
      since: iso(first.at),
      harms: 'Their access is not updated',
      next: `explain --worker ${first.workerKey}`,
    },
  ];
}

interface Told<Item> {
  readonly one: string;
  readonly many: string;
  readonly sinceOf: (item: Item) => number;
  readonly harms: string;
  readonly next: string;
}

function counted<Item>(items: readonly Item[], { one, many, sinceOf, harms, next }: Told<Item>): readonly Trouble[] {
  if (items.length === 0) return [];
  const since = iso(Math.min(...items.map(sinceOf)));
  return [{ what: items.length === 1 ? `A ${one}` : `${items.length} ${many}`, since, harms, next }];
}
