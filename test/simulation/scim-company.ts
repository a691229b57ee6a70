import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { openTarget } from '../../shared/adapters/targets/registry.ts';
import { operate } from '../../shared/app/operate/operate.ts';
import type { TargetSecret } from '../../shared/contracts/target-secret.ts';
import type { Target } from '../../shared/ports/target/target.ts';
import { atlanOnSimulator } from '../support/atlan.ts';
import { type Between, company } from '../support/company.ts';
import { lifecycleEvent } from '../support/events.ts';
import { fixedRandom } from '../support/fixed-random.ts';
import { operateOutside } from '../support/operate-outside.ts';

export const email = (n: number) => `p${n}@example.com`;
export const joins = (n: number) =>
  lifecycleEvent(n, 'joined', {
    sourceKey: `hr:${n}`,
    attributes: { workEmail: email(n), workerType: 'employee', department: 'Data' },
  });
export const moves = (n: number) =>
  lifecycleEvent(n + 500, 'moved', { sourceKey: `hr:${n}`, date: '2026-03-02', attributes: { department: 'Sales' } });
export const leaves = (n: number) => lifecycleEvent(n + 1_000, 'left', { sourceKey: `hr:${n}`, date: '2026-03-01' });

/** The whole pipeline on the real client and a tenant with SCIM, where one person works. */
export async function scimCompany() {
  const atlan = await atlanOnSimulator({ options: { scimTenant: true } });
  const newToken = async () => (await atlan.control<{ token: string }>('POST', 'scim-token')).token;
  let secret: TargetSecret = { ...atlan.secret.value, scimToken: await newToken() };
  const read = async () => secret;
  let target: Target | undefined;
  const client = (deps: { readonly clock: Parameters<typeof openTarget>[1]['clock'] }): Target => {
    target ??= openTarget('atlan', {
      name: 'atlan-prod',
      clock: deps.clock,
      random: fixedRandom(),
      secret: { get: read, refresh: read },
      settings: { provisionedBy: 'scim' },
    });
    return target;
  };
  const between: Between = {
    begin: () => {},
    isKilled: () => false,
    wrap: (deps) => ({ ...deps, targets: deps.targets.map(({ settings }) => ({ settings, target: client(deps) })) }),
  };
  const acme = await company({ between, target: { provisionedBy: 'scim' } });
  await acme.deliver(joins(1));
  return {
    acme,
    control: (...request: Parameters<typeof atlan.control>) => atlan.control(...request),
    person: async (n: number) => {
      const { users } = await atlan.control<{
        users: { email: string; state: string; workspaceRole: string; groups: string[] }[];
      }>('GET', 'state');
      return users.find((user) => user.email === email(n));
    },
    /** The connection gets another token, which the secret does not hold. */
    loseToken: newToken,
    forgetToken: () => {
      const { scimToken: _, ...rest } = secret;
      secret = rest;
    },
    restoreToken: async () => {
      secret = { ...secret, scimToken: await newToken() };
    },
    operator: async (name: 'disable' | 'gate list' | 'gate open' | 'status', input: object = {}) => {
      const targets = acme.deps.targets.map(({ settings }) => ({ settings, target: client(acme.deps) }));
      const outside = { ...operateOutside(), operators: {}, queue: memoryQueue(), observe: memoryObserve() };
      const asking = {
        deps: { ...acme.deps, targets, ...outside },
        actor: 'ops',
        call: { deadline: acme.clock.now() + 20_000 },
      };
      return operate(name, input, asking);
    },
    /** How often Atlan's own interface was asked to change an account, and said no. */
    refusedDisables: async () => {
      const { requests } = await atlan.control<{ requests: { endpoint: string; status: number }[] }>('GET', 'requests');
      return requests.filter(({ endpoint, status }) => endpoint === 'POST /api/service/users/{id}' && status === 403)
        .length;
    },
    receiptsOf: async (n: number) => {
      const key = await acme.deps.ledger.links.workerOf(`hr:${n}`);
      return (await acme.deps.ledger.receipts.chain(key!)).length;
    },
    [Symbol.asyncDispose]: () => atlan[Symbol.asyncDispose](),
  };
}
