import { askedAttributes, unnamedValues } from '../../../domain/policy/unnamed-values.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';

const FORTNIGHT_MS = 14 * 24 * 60 * 60_000;
const SHOWN = 10;

/** What is no trouble yet: values that HR states since a fortnight at most, of attributes that rules ask for, and that no rule of today names. */
export async function findingsOf(
  { ledger, policy }: Pick<OperateDeps, 'ledger' | 'policy'>,
  now: number,
): Promise<readonly string[]> {
  const met = await ledger.metValues.metAfter(askedAttributes(policy), now - FORTNIGHT_MS);
  const unnamed = met.filter(({ attribute, value }) => unnamedValues({ [attribute]: value }, policy).length > 0);
  const shown = unnamed
    .slice(0, SHOWN)
    .map(
      ({ attribute, value, at }) =>
        `HR sends the ${attribute} "${value}", first at ${iso(at)}, and no rule names it: is it a typing error, or is a rule missing?`,
    );
  const rest = unnamed.length - shown.length;
  return rest > 0 ? [...shown, `In the last two weeks HR sent ${rest} more values that no rule names`] : shown;
}
