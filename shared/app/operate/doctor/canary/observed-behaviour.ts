import type { Outcome } from '../../../../domain/outcome.ts';

/** One behaviour that the provider does not document, by its number in docs/atlan-client.md, and what was observed. */
export interface ObservedBehaviour {
  readonly unknown: number;
  readonly seen: string;
}

/** A refusal by its status and code. */
export const answerOf = ({ status, code }: Extract<Outcome<never>, { kind: 'refused' }>): string =>
  `${status ?? 'no'}${code === undefined ? '' : ` (${code})`}`;
