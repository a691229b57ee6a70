/** One fact about who a worker is: under which source keys HR speaks of them. */
export interface LinkFact {
  /**
   * `joined`: HR speaks of this worker under the source key, too. `gone`: under the source key it speaks of the other worker from now on.
   * `apart`: the other worker is another person.
   */
  readonly kind: 'joined' | 'gone' | 'apart';
  /** Absent of `apart`. */
  readonly sourceKey?: string;
  /** Key of the other worker; absent where a new source key joined by what HR said. */
  readonly other?: string;
  /** HR itself named the earlier id. */
  readonly isNamed?: boolean;
  /** The operator, or the connection whose statements decided. */
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

interface Linked {
  readonly links?: readonly LinkFact[];
}

const LINKS = 50;

/** The links with one more fact. */
export const withLink = ({ links = [] }: Linked, fact: LinkFact): readonly LinkFact[] => [...links, fact].slice(-LINKS);

/** The worker of whom HR speaks under a source key that was this worker's; undefined while it is, or never was. */
export function goneTo({ links }: Linked, sourceKey: string): string | undefined {
  const last = links?.findLast((fact) => fact.sourceKey === sourceKey);
  return last?.kind === 'gone' ? last.other : undefined;
}

/** Whether the other worker is known to be another person: what was said last counts. */
export const isApart = ({ links }: Linked, other: string): boolean =>
  links?.findLast((fact) => fact.other === other)?.kind === 'apart';
