import { done, mapOutcome } from '../../../../domain/outcome.ts';
import type { AccountRemoval } from '../../../../ports/target/account-removal.ts';
import { type CallerSettings, openTenant } from '../../http/caller.ts';
import { settle } from '../../http/settle.ts';
import { ownedOf } from '../assets/search-assets.ts';
import { ATLAN_DIALECT } from '../http/dialect.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { administrator, bearerOfAdministrator, ofAdministrator } from './administrator.ts';
import { deleteUser } from './delete-user.ts';
import { lookAtRun } from './removal-runs.ts';

const SUBMIT = 'workflows.delete-user';
const HINT = 'the user must not be an administrator, and the other one must be active';

/** Removal by the workflow that Atlan documents. It is started as an administrator; all else is read as usual. */
export function accountRemoval(tenant: Tenant, settings: CallerSettings): AccountRemoval {
  const asAdministrator = openTenant(ATLAN_DIALECT, { ...settings, secret: bearerOfAdministrator(settings.secret) });
  return {
    nameOf: (accountId, at) => `atln-del-usr-${accountId}-${Math.floor(at / 1000)}`,
    ready: async (call) => mapOutcome(await administrator(tenant, asAdministrator, call), () => undefined),
    begin: async ({ run, account, to }, call) => {
      const known = await lookAtRun(tenant, run, call);
      if (known.kind !== 'done') return known;
      if (known.value !== 'none') return done(undefined);
      const creator = await administrator(tenant, asAdministrator, call);
      if (creator.kind !== 'done') return creator;
      const reply = await asAdministrator.ask(
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
      return ofAdministrator(
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
