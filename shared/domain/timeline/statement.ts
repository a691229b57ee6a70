import { instantOf } from '../civil-time.ts';
import {
  type Attributes,
  type Effective,
  END_DATES,
  type Kind,
  type LifecycleEvent,
  type Phase,
  type Unsure,
} from '../event/lifecycle-event.ts';

/** The kinds that change an engagement; a rehire starts one like any joiner. */
export type FactKind = 'joined' | 'moved' | 'left';

/** What HR calls a statement. To take back a rehire leaves the first start as it is, and the other way round. */
export type SaidKind = Kind;

/** Kinds that a statement names beside the kind of fact that it makes. */
export const NAMED_KINDS = ['leave_started', 'leave_ended', 'converted', 'observed', 'record_deleted'] as const;
type NamedKind = (typeof NAMED_KINDS)[number];

/** What a statement says of a worker: their attributes, and whether they are on leave. */
export type Stated = Attributes & { readonly onLeave?: 'yes' | 'no' };

/** What one event says about an engagement. Never edited; newer ones take it back or replace it. */
export interface Statement {
  readonly id: string;
  readonly kind: FactKind;
  /** HR said `rehired`; otherwise the name of the kind. */
  readonly isRehire?: boolean;
  /** HR said `identity_changed`: a move that says nothing of whether the worker works here. */
  readonly isIdentity?: boolean;
  /** What HR said, where that is none of the others. */
  readonly said?: NamedKind;
  readonly phase: Phase;
  /** Absent for what HR states as certain. */
  readonly confidence?: Unsure;
  /** Null for an ending whose date HR did not say. */
  readonly effective: Effective | null;
  /** None of a cancellation. */
  readonly attributes: Stated;
  readonly occurredAt: number;
  readonly order: string;
  /** HR's id of the contract that it is about, where HR distinguishes several. */
  readonly engagementId?: string;
  /** Id of the one event that this one replaces. */
  readonly supersedes?: string;
  /** What it means was settled while everything was known: it takes back nothing more. */
  readonly isSettled?: boolean;
  /** A cancellation by date that found nothing to cancel while everything was known: it means nothing of what is left either. */
  readonly isIdle?: boolean;
  /** It took something back then. */
  readonly hasTakenBack?: boolean;
  /** Id of the statement that took this one back, as was settled then; and whether that one was a cancellation. */
  readonly takenBackBy?: string;
  readonly wasCancelled?: boolean;
}

/** One effective-dated statement in force. Its id is the id of its event. */
export interface Fact extends Statement {
  readonly effective: Effective;
}

/** Whether it says when; one that does not is an ending or a cancellation. */
export const isDated = <One extends Statement>(one: One): one is One & Fact => one.effective !== null;

/**
 * The kind of fact that an event of a kind makes. A conversion is a move; where HR stated no start it is the start, see `asStarts`.
 * A deleted record is an ending without a date: a person is asked, and nothing ends by it.
 */
const FACT_KINDS: Readonly<Record<Kind, FactKind>> = {
  joined: 'joined',
  rehired: 'joined',
  left: 'left',
  record_deleted: 'left',
  moved: 'moved',
  identity_changed: 'moved',
  leave_started: 'moved',
  leave_ended: 'moved',
  converted: 'moved',
  observed: 'moved',
};

export const factKind = ({ kind }: Pick<LifecycleEvent, 'kind'>): FactKind => FACT_KINDS[kind];

/** Whether a statement of a kind says nothing of whether the worker works here. */
export const isAside = (one: Statement): boolean => one.isIdentity === true || one.said === 'observed';

/** What an event says about its engagement; undefined for one that says nothing that access could depend on. */
export function statementOf(event: LifecycleEvent): Statement | undefined {
  const kind = factKind(event);
  const { id, phase, attributes, occurredAt, order, supersedes, engagementId, confidence } = event;
  const isIdentity = event.kind === 'identity_changed';
  const effective = effectiveOf(event);
  if (!effective && kind !== 'left' && phase !== 'cancelled') return undefined;
  const said = NAMED_KINDS.find((named) => named === event.kind);
  return {
    id,
    kind,
    ...(event.kind === 'rehired' && { isRehire: true }),
    ...(isIdentity && { isIdentity }),
    ...(said && { said }),
    phase,
    effective,
    attributes: phase === 'cancelled' ? {} : { ...attributes, ...LEAVE[event.kind] },
    occurredAt,
    order,
    ...(engagementId !== undefined && { engagementId }),
    ...(supersedes !== undefined && { supersedes }),
    ...(confidence && { confidence }),
  };
}

const LEAVE: Partial<Record<Kind, Pick<Stated, 'onLeave'>>> = {
  leave_started: { onLeave: 'yes' },
  leave_ended: { onLeave: 'no' },
};

/** On what day a record was deleted says nothing of the worker; an address or a look without a date is one from the moment that HR said it. */
function effectiveOf({ kind, effective, occurredAt }: LifecycleEvent): Effective | null {
  if (kind === 'record_deleted') return null;
  const isOfNow = kind === 'identity_changed' || kind === 'observed';
  return effective ?? (isOfNow ? fromThenOn(occurredAt) : null);
}

export function saidKind({ kind, isRehire, isIdentity, said }: Statement): SaidKind {
  if (said) return said;
  if (isIdentity) return 'identity_changed';
  return isRehire ? 'rehired' : kind;
}

/** A conversion before it is known whether it is a start. */
export const asMove = <One extends Statement>(one: One): One =>
  one.said === 'converted' ? { ...one, kind: 'moved' } : one;

/**
 * Whether a statement counts only once HR confirms it or an operator approves it: what HR wants checked, and what it concluded and what
 * would take access away.
 */
export const isDoubted = (one: Statement): boolean =>
  one.confidence === 'needs_review' || (one.confidence === 'inferred' && !onlyGives(one));

/** A start, the end of a leave, and an ending that is taken back give access and take none away. */
function onlyGives(one: Statement): boolean {
  const { kind, phase, said } = one;
  if (phase === 'cancelled') return kind === 'left' || said === 'leave_started';
  return phase !== 'corrected' && (kind === 'joined' || said === 'leave_ended');
}

/**
 * Conversions in an engagement for which HR stated no start are its start: the new record may be the first that HR sends of it. Takes
 * moves, see `asMove`.
 */
export function asStarts(facts: readonly Fact[]): readonly Fact[] {
  if (facts.every(({ said }) => said !== 'converted')) return facts;
  if (facts.some(({ kind }) => kind === 'joined')) return facts;
  return facts.map((fact) => (fact.said === 'converted' ? { ...fact, kind: 'joined' } : fact));
}

/** From an instant on (epoch ms). */
const fromThenOn = (instant: number): Effective => ({
  date: new Date(instant).toISOString().slice(0, 10),
  boundary: 'instant',
  timeZone: 'UTC',
  zoneAssumed: true,
  instant,
  immediate: false,
});

/** What a start or an end says, as text: of those with one text any says as much as the others. */
export const turnText = ({ engagementId = '', effective, ...fact }: Fact): string =>
  [saidKind({ ...fact, effective }), engagementId, ...textsOf(effective)].join(' ');

const textsOf = ({ date, boundary, timeZone, instant, immediate, ...effective }: Effective): readonly unknown[] => [
  date,
  boundary,
  timeZone,
  instant ?? '',
  immediate,
  ...END_DATES.flatMap((name) => (effective[name] === undefined ? [] : [`${name}=${effective[name]}`])),
];

/** The civil date by which cancellations and corrections know a statement; empty for none. */
export const dateOf = ({ effective }: Statement): string => effective?.date ?? '';

/** HR's id of the contract that it is about; empty for none. */
export const contractOf = ({ engagementId }: Statement): string => engagementId ?? '';

/** Whether it takes back what it does not name. */
export const takesBackByDate = ({ phase, supersedes }: Statement): boolean =>
  (phase === 'cancelled' || phase === 'corrected') && supersedes === undefined;

/** Whether what it says has begun by an instant (epoch ms); an ending without a date never has. */
export const hasBegun = ({ effective, occurredAt }: Statement, at: number): boolean =>
  effective !== null && instantOf(effective, occurredAt) <= at;

export const byOrder = (a: Pick<Statement, 'order'>, b: Pick<Statement, 'order'>): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
