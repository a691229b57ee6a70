import type { Hold } from '../../../domain/worker/hold.ts';
import type { SettledEnd } from '../run.ts';

/** What guards say of a plan. */
type Verdict =
  | { readonly kind: 'pass' }
  /** A person has to say so, or has said no. */
  | { readonly kind: 'hold'; readonly end: SettledEnd }
  | { readonly kind: 'wait'; readonly because: string; readonly until: number };

/** A verdict, and the holds found on the way to it, in order; those that are not open yet too. */
export type Judged<Of extends Verdict = Verdict> = Of & {
  readonly asked: readonly Hold[];
  /** Id of the announced change of which it is a part. */
  readonly expected?: string;
};

export const PASS: Judged<{ readonly kind: 'pass' }> = { kind: 'pass', asked: [] };

/** Asks one guard after the other, as long as they let the plan pass. */
export async function allOf(guards: readonly (() => Promise<Judged>)[]): Promise<Judged> {
  let asked: readonly Hold[] = [];
  let expected: string | undefined;
  for (const guard of guards) {
    const judged = await guard();
    asked = [...asked, ...judged.asked];
    expected = judged.expected ?? expected;
    if (judged.kind !== 'pass') return { ...judged, asked };
  }
  return { kind: 'pass', asked, ...(expected !== undefined && { expected }) };
}
