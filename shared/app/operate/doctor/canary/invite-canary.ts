import type { WalkedStep } from '../../../../contracts/operate/status/doctor.ts';
import type { Account } from '../../../../domain/account/account.ts';
import type { Outcome } from '../../../../domain/outcome.ts';
import { leastRole } from '../../../../domain/provider/traits.ts';
import type { Clock } from '../../../../ports/clock.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { Invited, Target } from '../../../../ports/target/target.ts';
import { answerOf, type ObservedBehaviour } from './observed-behaviour.ts';

export interface InvitedCanary {
  readonly account?: Account;
  readonly step: WalkedStep;
  readonly settled: readonly ObservedBehaviour[];
}

const LOOKS = 3;
const PAUSE_MS = 2_000;

/** Invites the canary with the least role, and waits a few seconds for an invitation that does not show at once. */
export async function inviteCanary(
  email: string,
  { target, call, clock }: { readonly target: Target; readonly call: Call; readonly clock: Clock },
): Promise<InvitedCanary> {
  const results = await target.invite([{ email, role: leastRole(target.traits) }], call);
  const invited: Outcome<Invited> = results.get(email) ?? { kind: 'retryable', because: 'The target gave no answer' };
  const step = (result: WalkedStep['result'], because: string): WalkedStep => ({ step: 'invite', result, because });
  const refused = refusalOf(invited);
  if (refused !== undefined)
    return {
      step: step('refused', refused.because),
      settled: [{ unknown: 7, seen: `an invitation is answered ${refused.answer}` }],
    };
  if (invited.kind !== 'done') return { step: step('not-done', invited.because), settled: [] };
  const { value } = invited;
  if (value.how === 'existed')
    return {
      step: step('not-done', 'Another person or program created this account just now; use another address'),
      settled: [],
    };
  if (value.how === 'invited')
    return {
      account: value.account,
      step: step('verified', 'Found by its address'),
      settled: [{ unknown: 13, seen: 'the next read shows an invitation' }],
    };
  for (let look = 1; look <= LOOKS && clock.now() + PAUSE_MS < call.deadline; look++) {
    await clock.sleep(PAUSE_MS);
    const seen = await target.findByEmails([email], call);
    const sighting = seen.kind === 'done' ? seen.value.get(email) : undefined;
    if (sighting?.kind === 'present')
      return {
        account: sighting.account,
        step: step('verified', 'Found by its address, after a few seconds'),
        settled: [{ unknown: 13, seen: `an invitation shows within ${(look * PAUSE_MS) / 1_000} s, not at once` }],
      };
  }
  const because =
    'The target accepted the invitation, but does not show the account; remove it there, and use another address';
  return { step: step('not-done', because), settled: [] };
}

/** A refusal of this address, or of all invitations: a tenant that enforces single sign-on forbids them all. */
function refusalOf(outcome: Outcome<Invited>): { readonly because: string; readonly answer: string } | undefined {
  if (outcome.kind === 'wait' && outcome.cause === 'forbidden') return { because: outcome.because, answer: '403' };
  return outcome.kind === 'refused' ? { because: outcome.because, answer: answerOf(outcome) } : undefined;
}
