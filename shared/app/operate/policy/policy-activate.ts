import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { LossRow, policyActivateCommand } from '../../../contracts/operate/policy/policy-activate.ts';
import { chainsOf } from '../../../domain/chain/operators-chains.ts';
import type { Catalogue } from '../../converge/catalogue.ts';
import { lossesOf } from '../../policy/losses.ts';
import { makeDue } from '../control/make-due.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { operatorName } from '../operator.ts';
import { appendOperatorReceipt } from '../operator-receipts.ts';
import { reportRows } from '../report/report-rows.ts';
import { deployedPolicy, type OnTarget, sinceOf } from './deployed.ts';

type Shown = OutputOf<typeof policyActivateCommand>;

/** Shows who loses what by the deployed policy; with `go` makes it the active one, then every worker due. */
export async function policyActivate(
  { hash: meant, reason, go, cursor }: InputOf<typeof policyActivateCommand>,
  request: OperatorRequest,
): Promise<Answer<Shown>> {
  const { hash, onTargets } = await deployedPolicy(request.deps);
  if (meant !== hash)
    return conflict(`The deployed policy has the hash ${hash}: read its list first, then activate it`);
  if (!go || reason === undefined) return answer({ hash, ...(await losses(onTargets, cursor, request)), madeDue: 0 });

  for (const one of onTargets)
    if (!one.isActive && !(await activate(one, { hash, reason }, request)))
      return conflict(`Another process changed the policy of ${one.setup.target.name} meanwhile: try again`);
  return answer(await allDue(cursor, request));
}

async function losses(onTargets: readonly OnTarget[], cursor: string | undefined, request: OperatorRequest) {
  const { deps } = request;
  const at = deps.clock.now();
  const waiting = onTargets.filter(({ isActive }) => !isActive);
  const catalogues = new Map<string, Catalogue>();
  for (const { setup, record } of waiting) {
    const names = record?.active.policy.rules.flatMap(({ groups = [] }) => groups) ?? [];
    const read = await deps.catalogues.read(setup, [...new Set(names)], request.call);
    if (read.kind === 'done') catalogues.set(setup.target.name, read.value);
  }
  const report = await reportRows<LossRow>(
    cursor,
    async (worker) => {
      const rows = waiting.flatMap(({ setup, deployed, record }) => {
        const { name: target } = setup.target;
        if (!record) return [];
        const { access } = deps.policy;
        const [before, catalogue] = [record.active.policy, catalogues.get(target)];
        const change = { setup, before, after: deployed, access, at, catalogue };
        return lossesOf(worker, change).map(({ kind, ...loss }) => ({
          workerKey: worker.key,
          target,
          state: kind,
          ...loss,
        }));
      });
      return { facts: rows.length > 0 ? 1 : 0, rows };
    },
    request,
  );
  const unread = waiting.map(({ setup }) => setup.target.name).filter((target) => !catalogues.has(target));
  return { ...report, targets: onTargets.map((one) => shown(one, at)), unread };
}

/** Writes a receipt before and after; answers false where another process wrote the policy first. */
async function activate(
  { setup, deployed, hash, version }: OnTarget,
  { hash: whole, reason }: { readonly hash: string; readonly reason: string },
  request: OperatorRequest,
): Promise<boolean> {
  const { deps } = request;
  const { name: target } = setup.target;
  const actor = operatorName(request);
  const payload = { policy: whole, actor, reason };
  const change = { chain: chainsOf(target).policy, target, action: 'activate-policy', payload };
  const closes = await appendOperatorReceipt(change, { verdict: 'intended' }, deps);
  const active = { hash, policy: deployed, since: deps.clock.now(), by: { actor, reason } };
  const isSaved = (await deps.ledger.policies.save({ target, active }, version)) === 'saved';
  await appendOperatorReceipt(change, { verdict: isSaved ? 'verified' : 'not_done', closes }, deps);
  if (isSaved) {
    deps.observe.count('PolicyActivated', { target });
    deps.observe.info('policy-activated', { target, policy: whole });
  }
  return isSaved;
}

async function allDue(cursor: string | undefined, request: OperatorRequest): Promise<Shown> {
  const { deps } = request;
  const at = deps.clock.now();
  let madeDue = 0;
  const report = await reportRows<LossRow>(
    cursor,
    async (worker) => {
      await makeDue(worker, { workers: deps.ledger.workers, access: deps.policy.access, now: at });
      madeDue++;
      return { facts: 0, rows: [] };
    },
    request,
  );
  const { hash, onTargets } = await deployedPolicy(deps);
  return { hash, ...report, targets: onTargets.map((one) => shown(one, at)), unread: [], madeDue };
}

const shown = (one: OnTarget, now: number): Shown['targets'][number] => ({
  target: one.setup.target.name,
  hash: one.hash,
  policy: one.isActive ? 'active' : 'waits',
  since: iso(sinceOf(one, now)),
});
