import { repeated } from '../condense/shadow.ts';
import { byPosition, type Engagement, timeline } from '../timeline/engagement.ts';
import type { Fact } from '../timeline/statement.ts';

type Engagements = Readonly<Record<string, Engagement>>;

export interface LostRole {
  /** Those of a worker to whom no rule gives a role now. */
  readonly engagements: Engagements;
  /** Now, in epoch ms. */
  readonly at: number;
  /** Whether the rules of today give a role under these facts, at this instant. */
  readonly givesRole: (engagements: Engagements) => boolean;
  /** Whether a fact was received while the rules of today were already in force. */
  readonly isReceivedUnderRules: (factId: string) => boolean;
}

/**
 * Whether a move took a worker's role away: the newest without which, and without the moves after it, the rules of today would give one.
 * A move that was received under other rules counts as no cause: those may have given a role, and then it is the change of the rules that
 * took it away. False too when no move explains it.
 */
export function isLostByMove({ engagements, at, givesRole, isReceivedUnderRules }: LostRole): boolean {
  const undone = new Set<Fact>();
  for (const fact of movesInEffect(engagements, at)) {
    undone.add(fact);
    if (givesRole(without(engagements, undone))) return isReceivedUnderRules(fact.id);
  }
  return false;
}

/** The newest move in effect at an instant (epoch ms) that changed something: what HR repeats afterwards is no other ground. */
export function lastChange(engagements: Engagements, at: number): Fact | undefined {
  const repeats = new Set(Object.values(engagements).flatMap((one) => [...repeated(timeline(one), at)]));
  return movesInEffect(engagements, at).find((fact) => !repeats.has(fact));
}

/** A new address, a leave or a look is no move by which access may end: a person is asked. */
const isOwnMove = ({ isIdentity, said }: Fact): boolean => !isIdentity && (!said || said === 'converted');

/** The moves of all engagements that have taken effect at an instant (epoch ms), the newest first. */
const movesInEffect = (engagements: Engagements, at: number): readonly Fact[] =>
  Object.values(engagements)
    .flatMap(timeline)
    .filter((entry) => entry.fact.kind === 'moved' && isOwnMove(entry.fact) && entry.at <= at)
    .toSorted((a, b) => byPosition(b, a))
    .map(({ fact }) => fact);

const without = (engagements: Engagements, undone: ReadonlySet<Fact>): Engagements =>
  Object.fromEntries(
    Object.entries(engagements).map(([sourceKey, engagement]) => [
      sourceKey,
      { ...engagement, facts: engagement.facts.filter((fact) => !undone.has(fact)) },
    ]),
  );
