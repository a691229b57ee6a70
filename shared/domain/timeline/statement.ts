import { instantOf } from '../civil-time.ts';
import type { Attributes, Effective, LifecycleEvent, Phase } from '../event/lifecycle-event.ts';

/** The kinds that change an engagement; a rehire starts one like any joiner. */
export type FactKind = 'joined' | 'moved' | 'left';

/** What HR calls a statement. To take back a rehire leaves the first start as it is, and the other way round. */
export type SaidKind = FactKind | 'rehired' | 'identity_changed';

/** What one event says about an engagement. Never edited; newer ones take it back or replace it. */
export interface Statement {
  readonly id: string;
  readonly kind: FactKind;
  /** HR said `rehired`; otherwise the name of the kind. */
  readonly isRehire?: boolean;
  /** HR said `identity_changed`: a move that says nothing of whether the worker works here. */
  readonly isIdentity?: boolean;
  readonly phase: Phase;
  /** Null for an ending whose date HR did not say. */
  readonly effective: Effective | null;
  /** None of a cancellation. */
  readonly attributes: Attributes;
  readonly occurredAt: number;
  readonly order: string;
  /** HR's id of the contract that it is about, where HR distinguishes several. */
  readonly engagementId?: string;
  /** Id of the one event that this one replaces. */
  readonly supersedes?: string;
  /** What it means was settled while everything was known: it takes back nothing more. */
  readonly isSettled?: boolean;
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

/** The kind of fact an event makes; undefined for kinds that are recorded and change nothing yet. */
export function factKind({ kind }: Pick<LifecycleEvent, 'kind'>): FactKind | undefined {
  if (kind === 'rehired') return 'joined';
  if (kind === 'identity_changed') return 'moved';
  return kind === 'joined' || kind === 'moved' || kind === 'left' ? kind : undefined;
}

/** What an event says about its engagement; undefined for one that says nothing that access could depend on. */
export function statementOf(event: LifecycleEvent): Statement | undefined {
  const kind = factKind(event);
  const { id, phase, attributes, occurredAt, order, supersedes, engagementId } = event;
  const isIdentity = event.kind === 'identity_changed';
  const effective = event.effective ?? (isIdentity ? fromThenOn(occurredAt) : null);
  if (!kind || (!effective && kind !== 'left' && phase !== 'cancelled')) return undefined;
  return {
    id,
    kind,
    ...(event.kind === 'rehired' && { isRehire: true }),
    ...(isIdentity && { isIdentity }),
    phase,
    effective,
    attributes: phase === 'cancelled' ? {} : attributes,
    occurredAt,
    order,
    ...(engagementId !== undefined && { engagementId }),
    ...(supersedes !== undefined && { supersedes }),
  };
}

export function saidKind({ kind, isRehire, isIdentity }: Statement): SaidKind {
  if (isIdentity) return 'identity_changed';
  return isRehire ? 'rehired' : kind;
}

/** A new address or name without a date is one from the moment that HR said it (epoch ms). */
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

const textsOf = ({ date, boundary, timeZone, instant, immediate }: Effective): readonly unknown[] => [
  date,
  boundary,
  timeZone,
  instant ?? '',
  immediate,
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
