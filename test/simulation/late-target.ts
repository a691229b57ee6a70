import type { Account } from '../../shared/domain/account/account.ts';
import { done } from '../../shared/domain/outcome.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Sightings, Target } from '../../shared/ports/target/target.ts';

/** The same target, which shows a new account to readers only `lateMs` after it was made. */
export function lateTarget(target: Target, clock: Clock, lateMs: number): Target {
  const isHidden = ({ createdAt = 0 }: Account) => clock.now() < createdAt + lateMs;
  const shown = (sightings: Sightings): Sightings =>
    new Map(
      [...sightings].map(([key, sighting]) => [
        key,
        sighting.kind === 'present' && isHidden(sighting.account) ? { kind: 'absent' } : sighting,
      ]),
    );
  return {
    ...target,
    findByIds: async (ids, call) => {
      const found = await target.findByIds(ids, call);
      return found.kind === 'done' ? done(shown(found.value)) : found;
    },
    findByEmails: async (emails, call) => {
      const found = await target.findByEmails(emails, call);
      return found.kind === 'done' ? done(shown(found.value)) : found;
    },
    listAccounts: async (cursor, call) => {
      const page = await target.listAccounts(cursor, call);
      if (page.kind !== 'done') return page;
      return done({ ...page.value, accounts: page.value.accounts.filter((account) => !isHidden(account)) });
    },
    invite: async (invitations, call) => {
      const results = await target.invite(invitations, call);
      return new Map(
        [...results].map(([email, outcome]) => {
          if (outcome.kind !== 'done' || outcome.value.how === 'unseen' || !isHidden(outcome.value.account))
            return [email, outcome];
          return outcome.value.how === 'invited'
            ? [email, done({ how: 'unseen' })]
            : [email, { kind: 'retryable', because: 'the target says that somebody exists and does not show them' }];
        }),
      );
    },
  };
}
