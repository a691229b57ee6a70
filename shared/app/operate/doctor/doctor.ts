import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { doctorCommand } from '../../../contracts/operate/status/doctor.ts';
import type { Account } from '../../../domain/account/account.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import type { Call, SentRequest } from '../../../ports/target/call.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { booked, spentUntil } from '../../quota/budget.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { rolloutOn } from '../rollout/show-rollout.ts';
import { noSuch } from '../unknown-names.ts';
import { sendCanary } from './canary/canary.ts';
import { admitAccount, admitAddress } from './canary/canary-admission.ts';
import { canaryFindings } from './canary/canary-finding.ts';
import { cutOver } from './cut-over/cut-over.ts';
import { examine, unexamined } from './examine.ts';
import { unseen, warn, worstFirst } from './finding.ts';
import { installationFindings } from './installation-findings.ts';
import { limitsHeard } from './limits-heard.ts';
import { retentionFinding } from './retention-finding.ts';

type Diagnosis = OutputOf<typeof doctorCommand>;
type Input = InputOf<typeof doctorCommand>;

/** The share of the time that reading may take beside a canary. */
const READING = 0.4;

/** Examines a target. Only a canary is ever written to, and only once it is certain that it is one. */
export async function doctor(
  { target, canary, cutOver: compares }: Input,
  request: OperatorRequest,
): Promise<Answer<Diagnosis>> {
  const { deps, call } = request;
  const setup = deps.targets.find((one) => one.target.name === target);
  const probe = deps.probes.get(target);
  if (!setup || !probe) return noSuch({ field: 'target', names: 'target' }, deps);
  const address = canary === undefined ? undefined : await admitAddress(canary, setup, deps);
  if (address && address.kind !== 'done') return address;
  const mode = { mode: await deps.ledger.flags.modeOf(target), ...(await rolloutOn(target, deps)) };
  const about = [...(await installationFindings(deps.installation)), retentionFinding(deps.retention)];
  const stopped = await whyNotAsk(setup, deps);
  if (stopped !== undefined) {
    const finding = warn('The target cannot be examined now', stopped, 'Try again after that');
    return answer({ target, ...mode, ...unexamined(setup, worstFirst([finding, ...about])), limits: [], requests: 0 });
  }

  const sent: SentRequest[] = [];
  const listening: Call = { ...call, onRequest: (request) => void sent.push(request) };
  const task = async (counting: Call): Promise<Answer<Omit<Diagnosis, 'mode' | 'limits' | 'requests'>>> => {
    const admitted = address && (await admitAccount(address.value, { setup, call: counting }, deps));
    if (admitted && admitted.kind !== 'done') return admitted;
    const now = deps.clock.now();
    // a canary needs time to be put back; what could not be read is asked again without one
    const deadline = address ? now + (counting.deadline - now) * READING : counting.deadline;
    const examined = await examine({ setup, probe, now }, { ...counting, deadline });
    if (compares && examined.credential) {
      const { findings, ...compared } = await cutOver(setup, probe, counting);
      return answer({ target, ...examined, findings: [...examined.findings, ...findings], ...compared });
    }
    if (!address || !admitted) return answer({ target, ...examined });
    return answer({
      target,
      ...(await withCanary({ email: address.value, account: admitted.value, setup, examined }, counting, deps)),
    });
  };
  const examined = await booked(setup, deps, { call: listening, task });
  if (examined.kind !== 'done') return examined;
  const heard = limitsHeard(sent);
  return answer({
    ...examined.value,
    ...mode,
    findings: worstFirst([...examined.value.findings, ...heard.findings, ...about]),
    limits: heard.limits,
    settled: [...examined.value.settled, ...heard.settled],
    requests: sent.length,
  });
}

type Examination = Awaited<ReturnType<typeof examine>>;

interface Sending {
  readonly email: string;
  readonly account: Outcome<Account | undefined>;
  readonly setup: TargetSetup;
  readonly examined: Examination;
}

async function withCanary(
  { email, account, setup, examined }: Sending,
  call: Call,
  deps: OperatorRequest['deps'],
): Promise<Examination & Pick<Diagnosis, 'canary'>> {
  if (account.kind !== 'done' || examined.credential === undefined) {
    const finding =
      account.kind === 'done'
        ? warn('The canary was not run', 'The credential does not work', 'Try again once it works')
        : unseen('The canary was not run', account);
    return { ...examined, findings: [...examined.findings, finding] };
  }
  const names = setup.settings.idpGroups;
  const catalogue = await deps.catalogues.read(setup, names, call);
  const idpGroupIds = catalogue.kind === 'done' ? names.flatMap((name) => catalogue.value.idOf(name) ?? []) : [];
  const sending = { email, account: account.value, setup, groups: examined.groups, idpGroupIds };
  const { walk, settled } = await sendCanary(sending, call, deps);
  return {
    ...examined,
    findings: [...examined.findings, ...canaryFindings(walk)],
    settled: [...examined.settled, ...settled],
    canary: walk,
  };
}

/** OperatorRequest prolongs a block for too many requests, so the doctor does not ask; any other closed gate is what it examines. */
async function whyNotAsk(setup: TargetSetup, { ledger, clock }: OperatorRequest['deps']): Promise<string | undefined> {
  const gate = await ledger.gates.read(setup.target.name);
  if (gate?.cause === 'rate-limited' && gate.closedUntil > clock.now())
    return `${gate.because} (closed until ${iso(gate.closedUntil)})`;
  const until = await spentUntil(setup, 'others', { ledger, clock });
  return until === undefined ? undefined : `The requests of this minute are used up until ${iso(until)}`;
}
