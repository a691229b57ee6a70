import { civilDate, dayNumber } from '../../../domain/civil-time.ts';
import { isSponsored } from '../../../domain/event/sponsored.ts';
import { hasAddress } from '../../../domain/identity/known-person.ts';
import { normaliseEmail } from '../../../domain/text/email.ts';
import { endingOverride } from '../../../domain/worker/override.ts';
import { type Standing, standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { conflict, type OperatorRequest, type Refusal } from '../deps.ts';
import { isAboutOwnAccess, OWN_ACCESS } from '../operator.ts';
import type { Stated } from './sponsor-events.ts';

const NOT_EMPLOYED = conflict(
  'The sponsor must be a worker who works here by what HR says; name another worker as the sponsor',
);
const OWN_SPONSOR = conflict('A worker cannot be their own sponsor; name another worker as the sponsor');
const HR_KNOWS = conflict(
  'HR says that this person works here, or is about to, so HR says until when: have HR correct its data. If HR’s engagement is over, sponsor the person under a new id',
);

/** Why a worker may not be sponsored as stated; undefined where they may. `known` is the worker of the source key, once there is one. */
export async function refuseSponsorship(
  stated: Stated,
  { known, sponsor }: { readonly known: Worker | undefined; readonly sponsor: Worker },
  request: OperatorRequest,
): Promise<Refusal | undefined> {
  const { clock, sponsorship, policy } = request.deps;
  const now = clock.now();
  if (!worksHereByHr(standingAt(sponsor.engagements, sponsor.overrides, now, policy.access))) return NOT_EMPLOYED;
  const days = dayNumber(stated.until) - dayNumber(civilDate(now, stated.timeZone));
  if (days < 0 || days > sponsorship.maxDays) {
    const latest = new Date(Date.parse(civilDate(now, stated.timeZone)) + sponsorship.maxDays * 86_400_000);
    return conflict(`until must be a day from today on, and at the latest ${latest.toISOString().slice(0, 10)}`);
  }
  for (const person of await whoItMayBe(stated, known, request)) {
    if (await isAboutOwnAccess(person.key, request)) return OWN_ACCESS;
    if (person.key === sponsor.key) return OWN_SPONSOR;
    const override = endingOverride(person.overrides, now);
    if (override) return conflict(`An operator override ended this access: run override lift ${override.id} first`);
    const already = alreadyBy(person, stated.sourceKey, now);
    if (already) return already;
  }
  return undefined;
}

/** The worker of the source key, and all who have the address. */
async function whoItMayBe(
  { attributes: { workEmail } }: Stated,
  known: Worker | undefined,
  { deps: { ledger, clock } }: OperatorRequest,
): Promise<readonly Worker[]> {
  const email = workEmail ? normaliseEmail(workEmail) : undefined;
  const keys = email === undefined ? [] : await ledger.links.workersByEmail(email);
  const people = await Promise.all(keys.filter((key) => key !== known?.key).map((key) => ledger.workers.load(key)));
  const now = clock.now();
  return [known, ...people.filter((one) => one && email !== undefined && hasAddress(one, email, now))].filter(
    (one) => one !== undefined,
  );
}

const worksHereByHr = ({ kind, engagements }: Standing): boolean =>
  kind === 'active' && engagements.some(({ sourceKey }) => !isSponsored(sourceKey));

/** Refused where HR, or a sponsorship of another id, gives a worker access already, or HR took over what was stated under the source key. */
function alreadyBy(worker: Worker, sourceKey: string, now: number): Refusal | undefined {
  const { [sourceKey]: own, ...others } = worker.engagements;
  const { kind, engagements } = standingAt(others, [], now);
  const [other] = engagements;
  if (kind === 'active' && other && isSponsored(other.sourceKey))
    return conflict(`This person is sponsored under ${other.sourceKey} already: state the change under that id`);
  if (kind === 'active' || kind === 'expected' || kind === 'presumed') return HR_KNOWS;
  const isTakenOver =
    own !== undefined &&
    standingAt({ [sourceKey]: own }, [], now).kind === 'active' &&
    standingAt(worker.engagements, [], now).kind !== 'active';
  return isTakenOver ? HR_KNOWS : undefined;
}
