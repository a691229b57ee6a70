import type { baselineApplyCommand } from '../../../contracts/operate/baseline/baseline-apply.ts';
import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { ClassifiedAccount } from '../../../domain/baseline/classify-accounts.ts';
import { chainsOf } from '../../../domain/chain/operators-chains.ts';
import { adoptReviewed } from '../../converge/adopt-reviewed.ts';
import { protection } from '../../converge/protection.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { noticeTo } from '../../notice/notice-to.ts';
import { someAtOnce } from '../../some-at-once.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { appendOperatorReceipt } from '../operator-receipts.ts';
import { noSuch } from '../unknown-names.ts';
import { readBaseline } from './read-baseline.ts';

type Input = InputOf<typeof baselineApplyCommand>;
type Shown = OutputOf<typeof baselineApplyCommand>;
type Changed = Shown['changed'][number];

/** Accounts read by one request, which are taken over together. */
const AT_ONCE = 50;
/** More are counted in `left` and not named. */
const NAMED = 1_000;

/** Takes over exactly the accounts that the list of this digest calls managed, in the mode observe; nothing is written to the target. */
export async function baselineApply(input: Input, request: OperatorRequest): Promise<Answer<Shown>> {
  const { target: name, digest, go, reason } = input;
  const { deps, call } = request;
  const setup = deps.targets.find(({ target }) => target.name === name);
  if (!setup) return noSuch({ field: 'target', names: 'target' }, deps);
  const mode = await deps.ledger.flags.modeOf(name);
  if (mode !== 'observe')
    return conflict(
      `${name} is in mode ${mode}, where accounts are taken over as policy says: a baseline is for observe`,
    );
  const own = await deps.identities(setup.target, call);
  if (own.kind !== 'done') return conflict(own.because);
  const baseline = await readBaseline(setup, own.value, request);
  if (baseline.digest !== digest)
    return conflict(
      `The accounts or the workers are not as they were listed: the list of ${name} has the digest ${baseline.digest} now, ` +
        `with ${baseline.accounts.length} accounts. Read it again with baseline review, then apply that one`,
    );
  const all = baseline.accounts.filter(({ isNew }) => isNew);
  if (!go || reason === undefined)
    return answer({ target: name, digest, adopted: 0, left: all.length, changed: [], isDryRun: true });
  const change = {
    chain: chainsOf(name).policy,
    target: name,
    action: 'apply-baseline',
    payload: { digest, actor: operatorName(request), reason },
  };
  const closes = await appendOperatorReceipt(change, { verdict: 'intended' }, deps);
  const { adopted, changed } = await adoptAll(all, { setup, ownId: own.value, digest }, request);
  await appendOperatorReceipt(change, { verdict: adopted > 0 ? 'verified' : 'not_done', closes }, deps);
  deps.observe.count('BaselineApplied', { target: name });
  deps.observe.info('baseline-applied', { target: name, adopted });
  const left = all.length - adopted;
  return answer({ target: name, digest, adopted, left, changed: changed.slice(0, NAMED), isDryRun: false });
}

interface Adopting {
  readonly setup: TargetSetup;
  readonly ownId: string;
  readonly digest: string;
}

/** As many as there is time for, each by a read of the account that was made now. */
async function adoptAll(
  all: readonly ClassifiedAccount[],
  { setup, ownId, digest }: Adopting,
  { deps, call }: OperatorRequest,
): Promise<{ readonly adopted: number; readonly changed: readonly Changed[] }> {
  const adopting = { ...deps, notice: noticeTo(deps.observe) };
  const isProtected = protection(setup.settings.protected, ownId);
  const changed: Changed[] = [];
  let adopted = 0;
  for (let from = 0; from < all.length && deps.clock.now() < call.deadline; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    const seen = await setup.target.findByIds(
      some.map(({ account }) => account.id),
      call,
    );
    await someAtOnce(some, async ({ account: { id }, workerKey = '' }) => {
      const sighting = seen.kind === 'done' ? seen.value.get(id) : undefined;
      const because =
        sighting?.kind === 'present'
          ? await adoptReviewed(
              setup,
              { workerKey, account: sighting.account, rule: `baseline ${digest}` },
              isProtected,
              adopting,
            )
          : (seen.kind === 'done' && sighting?.kind === 'absent' && 'The account is gone') ||
            'The target did not show the account';
      if (because === undefined) adopted++;
      else changed.push({ account: id, workerKey, because });
    });
    if (seen.kind !== 'done') break;
  }
  return { adopted, changed };
}
