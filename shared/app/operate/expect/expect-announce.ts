import { cohortOf } from '../../../contracts/operate/cohort-field.ts';
import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { expectAnnounceCommand } from '../../../contracts/operate/expect/expect-announce.ts';
import { endOf } from '../../../contracts/operate/instant.ts';
import { type Expectation, stateOf } from '../../../domain/expectation/expectation.ts';
import type { Announcement } from '../../../ports/ledger/per-target/expectations.ts';
import { type Answer, answer, conflict, type OperatorRequest, type Refusal } from '../deps.ts';
import { operatorName, ownWorker } from '../operator.ts';
import { withReceipts } from './expectation-receipts.ts';
import { showExpectation } from './show-expectation.ts';

const LONGEST_MS = 31 * 24 * 60 * 60_000;
const BEYOND = conflict('until must be in the future, and at most 31 days ahead');

/** Announces a change on one target or on all, where none like it is announced yet. */
export async function expectAnnounce(
  { target, kind, cohort: typed, upTo, until: day, reason }: InputOf<typeof expectAnnounceCommand>,
  request: OperatorRequest,
): Promise<Answer<OutputOf<typeof expectAnnounceCommand>>> {
  const { deps } = request;
  const { ledger, clock, random, observe } = deps;
  const now = clock.now();
  const until = endOf(day);
  if (until <= now || until > now + LONGEST_MS) return BEYOND;
  const cohort = typed === undefined ? undefined : cohortOf(typed);
  const except = await ownWorker(request);
  const announcement = {
    id: `exp_${random.uuid()}`,
    kind,
    ...(cohort && { cohort }),
    upTo: Number(upTo),
    since: now,
    until,
    actor: operatorName(request),
    reason,
    ...(except !== undefined && { except }),
  };
  const names = deps.targets
    .map((setup) => setup.target.name)
    .filter((name) => target === undefined || name === target);
  for (const name of names) {
    const standing = (await ledger.expectations.list(name)).find(
      (one) => isSame(one, announcement) && stateOf(one, now) === 'open',
    );
    if (standing) return stands(standing);
  }

  const announced: Expectation[] = [];
  for (const name of names) {
    const made = await announce({ ...announcement, target: name }, request);
    if (made.kind === 'refused') return made;
    observe.info('change-announced', { target: name, kind, upTo: announcement.upTo });
    announced.push(made.value);
  }
  return answer({ expectations: await Promise.all(announced.map((one) => showExpectation(one, deps))) });
}

async function announce(announcement: Announcement, request: OperatorRequest): Promise<Answer<Expectation>> {
  const made = await withReceipts(
    announcement,
    {
      action: 'announce-change',
      reason: announcement.reason,
      act: () => request.deps.ledger.expectations.announce(announcement),
      isDone: ({ kind }) => kind === 'announced',
    },
    request,
  );
  if (made.kind === 'announced') return answer(made.expectation);
  if (made.kind === 'stands') return stands(made.expectation);
  return conflict(`${announcement.target} has a hundred announced changes; they are forgotten 90 days after their end`);
}

const stands = ({ id, target }: Expectation): Refusal =>
  conflict(`The same is announced for ${target} already, as ${id}: end that one first`);

const isSame = (a: Expectation, b: Pick<Announcement, 'kind' | 'cohort'>): boolean =>
  a.kind === b.kind && a.cohort?.by === b.cohort?.by && a.cohort?.value === b.cohort?.value;
