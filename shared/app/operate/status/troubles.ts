import { DUE_LATE_MS } from '../../../contracts/cadence.ts';
import type { Trouble } from '../../../contracts/operate/status/status.ts';
import { type Hold, type HoldKind, isTransferHeld } from '../../../domain/worker/hold.ts';
import { iso } from '../iso.ts';
import { pauseTroubles } from './pause-troubles.ts';
import type { Situation } from './situation.ts';
import { gateTroubles, staleSweeps } from './target-troubles.ts';

/** Worst first: who can still sign in and should not, then what stops everybody, then whatever waits. */
const HOLDS: readonly (readonly [HoldKind, string, string])[] = [
  ['undated-ending', 'HR said that somebody leaves, and no date that can be read', 'They can still sign in'],
  ['unclear-ending', 'HR said a last day that can be read two ways', 'They can still sign in'],
  ['no-show', 'HR said a last day before the first one', 'They get no access, and keep what they have'],
  ['unmanaged-leaver', 'A leaver has an account that is not ours', 'They can still sign in'],
  ['hand-off', 'A leaver cannot be disabled by us', 'They can still sign in'],
  ['leaver-limit', 'Leavers wait for a person because too many leave at once', 'They can still sign in'],
  ['last-administrator', 'The last administrator would go', 'Until somebody decides, their access stays as it is'],
  ['protected', 'A protected account is in the way', 'It stays as it is'],
  ['conflict', 'Several accounts answer to one person', 'Their access stays as it is'],
  ['no-role', 'No rule gives somebody a role any more', 'They keep the access they have'],
  ['idle-cancellation', 'HR took back what it never said', 'Access stays as the other statements say'],
  ['identity', 'An account answers to a leaver, and to another worker', 'It stays as it is'],
  [
    'same-person',
    'HR gives somebody the address of another worker',
    'Nothing is granted until a person says who it is',
  ],
  ['administrator', 'Somebody would become an administrator', 'Until somebody decides, they are none'],
  ['removal-limit', 'Too much access would be taken away at once', 'Those who stay keep too much meanwhile'],
  ['grant-limit', 'Too many would be let in at once', 'Joiners wait for access'],
];

/** Everything that is wrong, the worst first. */
export function troublesOf(situation: Situation): readonly Trouble[] {
  const hold = (kinds: readonly HoldKind[]) =>
    HOLDS.filter(([kind]) => kinds.includes(kind)).flatMap((row) => holdTrouble(row, situation) ?? []);
  return [
    ...hold(['undated-ending', 'unclear-ending', 'no-show', 'unmanaged-leaver', 'hand-off', 'leaver-limit']),
    ...transfers(situation),
    ...leftToPersons(situation),
    ...lateLeavers(situation),
    ...pauseTroubles(situation),
    ...gateTroubles(situation),
    ...staleSweeps(situation),
    ...hold([
      'last-administrator',
      'protected',
      'conflict',
      'no-role',
      'idle-cancellation',
      'identity',
      'same-person',
      'administrator',
      'removal-limit',
      'grant-limit',
    ]),
    ...lateOthers(situation),
    ...counted(situation.deadLetters, {
      one: 'message was parked',
      many: 'messages were parked',
      sinceOf: ({ parkedAt }) => parkedAt,
      harms: 'What they said was not acted on',
      next: 'dlq list',
    }),
    ...counted(situation.quarantined, {
      one: 'delivery was not understood',
      many: 'deliveries were not understood',
      sinceOf: ({ receivedAt }) => receivedAt,
      harms: 'What HR said there was not acted on',
      next: 'quarantine list',
    }),
  ];
}

const holdTrouble = ([kind, what, harms]: (typeof HOLDS)[number], { holds }: Situation): Trouble | undefined =>
  ofHolds(
    holds.filter((hold) => hold.kind === kind && !isTransferHeld(hold)),
    { what, harms },
  );

function transfers({ holds }: Situation): readonly Trouble[] {
  const trouble = ofHolds(holds.filter(isTransferHeld), {
    what: 'A worker who may go on under another id is about to lose access, or has',
    harms: 'From the last day on they cannot sign in until a person says who it is',
  });
  return trouble ? [trouble] : [];
}

/** Nobody decides about these any more, so that no list of holds shows them. */
function leftToPersons({ leftToPersons: holds }: Situation): readonly Trouble[] {
  const trouble = ofHolds(holds, {
    what: 'A rejected ending is to be brought about by hand',
    harms: 'They can still sign in, until a person ends the access or HR takes the ending back',
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
      harms: 'Their access is not brought in line',
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
