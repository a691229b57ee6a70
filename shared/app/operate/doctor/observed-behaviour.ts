import type { Outcome } from '../../../domain/outcome.ts';

/** One thing the provider's documents are silent about, by its number, and what was seen of it. */
export interface ObservedBehaviour {
  readonly unknown: number;
  readonly seen: string;
}

/** A refusal by its status and code. */
export const answerOf = ({ status, code }: Extract<Outcome<never>, { kind: 'refused' }>): string =>
  `${status ?? 'no'}${code === undefined ? '' : ` (${code})`}`;
