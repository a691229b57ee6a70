import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { DifferenceRow, policyTestCommand } from '../../../contracts/operate/policy/policy-test.ts';
import { type ProposedPolicy, readPolicy } from '../../../contracts/operate/policy/proposed-policy.ts';
import { type TargetPolicy, targetPolicy } from '../../../domain/policy/target-policy.ts';
import { accessAt } from '../../../domain/worker/access-standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { wantedFor, wantedUnder } from '../../converge/wanted-for.ts';
import { differenceOf } from '../../policy/difference.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { reportRows } from '../report/report-rows.ts';
import { deployedPolicy, type OnTarget } from './deployed.ts';

interface Tried extends OnTarget {
  readonly proposed: TargetPolicy;
}

/** Who would gain what and lose what by a proposed policy, of all who work here now. Reads the ledger alone. */
export async function policyTest(
  { policy: text, cursor }: InputOf<typeof policyTestCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof policyTestCommand>>> {
  const { deps } = request;
  const policy = readPolicy(text);
  const { onTargets } = await deployedPolicy(deps);
  const tried = onTargets.flatMap((one): readonly Tried[] => {
    const proposed = proposedOn(one.setup.target.name, policy);
    return proposed ? [{ ...one, proposed }] : [];
  });
  const at = deps.clock.now();
  const report = await reportRows<DifferenceRow>(
    cursor,
    async (worker) => {
      const rows = tried.flatMap((one) => rowsOf(worker, one, { policy: deps.policy, heard: policy, at }));
      return { facts: rows.length > 0 ? 1 : 0, rows };
    },
    request,
  );
  const known = onTargets.map(({ setup }) => setup.target.name);
  const named = Object.keys(policy.targets);
  return answer({
    ...report,
    added: named.filter((name) => !known.includes(name)).sort(),
    removed: known.filter((name) => !named.includes(name)).sort(),
  });
}

function proposedOn(target: string, { targets, rules, lists }: ProposedPolicy): TargetPolicy | undefined {
  const maxRole = Object.hasOwn(targets, target) ? targets[target]?.maxRole : undefined;
  return maxRole === undefined ? undefined : targetPolicy({ rules, lists, target, maxRole });
}

/** What is now is what the deployed policy gives, and what the active one keeps while the deployed one waits. */
function rowsOf(
  worker: Worker,
  { setup, proposed, record, isActive }: Tried,
  {
    policy,
    heard: { authority, replacedBy },
    at,
  }: Pick<OperatorRequest['deps'], 'policy'> & {
    readonly heard: Pick<ProposedPolicy, 'authority' | 'replacedBy'>;
    readonly at: number;
  },
): readonly DifferenceRow[] {
  const question = {
    worker,
    setup,
    at,
    standing: accessAt(worker, at, policy.access),
  };
  const before = wantedFor({ ...question, policy, keepBy: isActive ? undefined : record?.active.policy });
  const access = { ...policy.access, authority, replacedBy };
  const after = wantedUnder(proposed, { ...question, standing: accessAt(worker, at, access) });
  if (!before || !after) return [];
  const { name: target, traits } = setup.target;
  return differenceOf(before, after, traits).map((one) => ({ workerKey: worker.key, target, ...one }));
}
