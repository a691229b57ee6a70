import * as z from 'zod/mini';

import type { TargetSecret } from '../../../../contracts/target-secret.ts';
import { PermanentError } from '../../../../domain/failure.ts';
import { done, mapOutcome, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import { isAdministrator } from '../../../../domain/provider/traits.ts';
import type { Secret } from '../../../../ports/secret.ts';
import type { AccountRemoval } from '../../../../ports/target/account-removal.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { type CallerSettings, openTenant } from '../../http/caller.ts';
import { field, read } from '../../http/decode.ts';
import { settle } from '../../http/settle.ts';
import { ownedOf } from '../assets/search-assets.ts';
import { ATLAN_DIALECT } from '../http/dialect.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { ATLAN_TRAITS } from '../traits.ts';
import { findUsersByIds } from '../users/find-users.ts';
import { deleteUser, fullName } from './delete-user.ts';
import { lookAtRun } from './removal-runs.ts';

const SUBMIT = 'workflows.delete-user';
const HINT = 'the user must not be an administrator, and the other one must be active';
const NO_BEARER = 'it holds no adminToken';

/** Removal by the workflow that Atlan documents. It is started with the bearer of an administrator in person; all else is read as usual. */
export function accountRemoval(tenant: Tenant, settings: CallerSettings): AccountRemoval {
  const inPerson = openTenant(ATLAN_DIALECT, { ...settings, secret: bearerOfPerson(settings.secret) });
  return {
    nameOf: (accountId, at) => `atln-del-usr-${accountId}-${Math.floor(at / 1000)}`,
    ready: async (call) => mapOutcome(await administrator(tenant, inPerson, call), () => undefined),
    begin: async ({ run, account, to }, call) => {
      const known = await lookAtRun(tenant, run, call);
      if (known.kind !== 'done') return known;
      if (known.value !== 'none') return done(undefined);
      const creator = await administrator(tenant, inPerson, call);
      if (creator.kind !== 'done') return creator;
      const reply = await inPerson.ask(
        {
          operation: SUBMIT,
          method: 'POST',
          path: '/api/service/workflows',
          query: [['submit', 'true']],
          json: deleteUser({ run, account, to, creator: creator.value }),
        },
        call,
      );
      const about = { tenant, operation: SUBMIT, about: 'thing', hint: HINT } as const;
      return ofPerson(
        tenant,
        await settle(reply, about, async () =>
          mapOutcome(await lookAtRun(tenant, run, call), (seen) => seen !== 'none'),
        ),
      );
    },
    look: (run, call) => lookAtRun(tenant, run, call),
    ownedOf: (assetIds, account, call) => ownedOf(tenant, assetIds, account, call),
  };
}

/** The secret with the bearer of a person in the place of the token. It lives for hours at most, so the store is read each time. */
function bearerOfPerson(secret: Secret<TargetSecret>): Secret<TargetSecret> {
  const personal = async (): Promise<TargetSecret> => {
    const { baseUrl, adminToken } = await secret.refresh();
    if (adminToken === undefined) throw new PermanentError(NO_BEARER);
    return { baseUrl, token: adminToken };
  };
  return { get: personal, refresh: personal };
}

const current = z.looseObject({
  id: z.string(),
  email: field(z.string()),
  firstName: field(z.string()),
  lastName: field(z.string()),
});

/** Who acts by that bearer, as the tenant itself shows them: an administrator. */
async function administrator(
  tenant: Tenant,
  inPerson: Tenant,
  call: Call,
): Promise<Outcome<{ readonly fullName: string; readonly email: string }>> {
  const path = '/api/service/users/current';
  const user = await read(inPerson, { operation: 'users.current-in-person', method: 'GET', path }, current, call);
  if (user.kind !== 'done') return ofPerson(tenant, user);
  const { id, email = '', ...names } = user.value;
  const seen = await findUsersByIds(tenant, [id], 'list', call);
  if (seen.kind !== 'done') return seen;
  const sighting = seen.value.get(id);
  const isOne = sighting?.kind === 'present' && isAdministrator(sighting.account.role, ATLAN_TRAITS);
  return isOne ? done({ fullName: fullName(names), email }) : notInPerson(tenant.name);
}

/** That bearer is not what the target is asked with otherwise: what is wrong with it stops no other work. */
const ofPerson = <T>(tenant: Tenant, outcome: Outcome<T>): Outcome<T> =>
  outcome.kind === 'wait' && (outcome.cause === 'credentials' || outcome.cause === 'forbidden')
    ? notInPerson(tenant.name)
    : outcome;

const notInPerson = (name: string): NotDone => ({
  kind: 'refused',
  reason: 'not-allowed',
  because: `${name} removes users only for an administrator in person: put the bearer of one into the secret of this target as adminToken, and take it out afterwards`,
});
