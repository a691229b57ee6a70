import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { workerSponsorCommand } from '../../../contracts/operate/override/worker-sponsor.ts';
import { sourceKey } from '../../../domain/event/source-key.ts';
import { SPONSORED } from '../../../domain/event/sponsored.ts';
import { readEngagement } from '../../../domain/timeline/engagement-at.ts';
import { standingAt } from '../../../domain/worker/standing.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { recordFacts } from '../../provision/record-facts.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { operatorName } from '../operator.ts';
import { remind } from '../remind.ts';
import { noSuch } from '../unknown-names.ts';
import { refuseSponsorship } from './refuse-sponsorship.ts';
import { type Stated, sponsorEvents } from './sponsor-events.ts';

type Input = InputOf<typeof workerSponsorCommand>;
type Output = OutputOf<typeof workerSponsorCommand>;

const FIRST = conflict('This id is new: say the email of the person and their sponsor, too');

/**
 * States who answers for a worker whom HR does not know, and until when, as events of the operators' own connection: from there on the
 * worker is like any other. Safe to repeat: what was stated before is not said again.
 */
export async function workerSponsor(input: Input, request: OperatorRequest): Promise<Answer<Output>> {
  const { ledger, clock, random, observe } = request.deps;
  const source = sourceKey(SPONSORED, input.id);
  const known = await workerOfSource(source, request);
  const sponsorKey = input.sponsor ?? known?.sponsorships?.[source]?.sponsor;
  if (sponsorKey === undefined || (input.email === undefined && !known)) return FIRST;
  const sponsor = await ledger.workers.load(sponsorKey);
  if (!sponsor) return noSuch({ field: 'sponsor', names: 'worker' }, request.deps);

  const now = clock.now();
  const stated = statedBy(input, { source, known, sponsor, actor: operatorName(request), now });
  const refused = await refuseSponsorship(stated, { known, sponsor }, request);
  if (refused) return refused;
  const before = { engagement: known?.engagements[source], sponsorship: known?.sponsorships?.[source] };
  const { result, events } = sponsorEvents(stated, before, { now, word: random.uuid().slice(0, 8) });
  let workerKey = known?.key ?? '';
  for (const event of events) ({ workerKey } = await recordFacts(event, request.deps));
  if (events.length > 0) {
    observe.count('SponsorshipStated');
    observe.info('sponsorship-stated', { workerKey, result });
  }
  await remind(workerKey, request.deps);
  const { until: lastDay, timeZone } = stated;
  return answer({ workerKey, source, sponsor: sponsor.key, lastDay, timeZone, result });
}

async function workerOfSource(source: string, { deps: { ledger } }: OperatorRequest): Promise<Worker | undefined> {
  const key = await ledger.links.workerOf(source);
  return key === undefined ? undefined : ledger.workers.load(key);
}

interface About {
  readonly source: string;
  readonly known: Worker | undefined;
  readonly sponsor: Worker;
  readonly actor: string;
  readonly now: number;
}

function statedBy(
  { id: _id, email, sponsor: _sponsor, until, timeZone, reason, ...others }: Input,
  { source, known, sponsor, actor, now }: About,
): Stated {
  const engagement = known?.engagements[source];
  const zones = [
    engagement && readEngagement(source, engagement, now).current.timeZone,
    standingAt(sponsor.engagements, sponsor.overrides, now).engagements[0]?.timeZone,
  ];
  return {
    sourceKey: source,
    by: { sponsor: sponsor.key, actor, reason },
    attributes: { ...(email !== undefined && { workEmail: email }), ...others },
    until,
    timeZone: timeZone ?? zones.find((zone) => zone !== undefined) ?? 'UTC',
  };
}
