import type { Explanation } from '../../../shared/contracts/operate/explain/explanation.ts';
import type { Chapter } from '../chapter.ts';
import { isDone, tell } from '../explained.ts';
import { atlanTargets, mainTarget } from '../main-target.ts';
import { type Colleague, JOINERS } from '../staff.ts';
import type { Stage } from '../stage.ts';

const FLAGS = 'flags';
const JIRA = 'jira';
const ADMINISTRATOR = 'platform-admin@example.com';

/** Two people join in Atlan, Unleash and Atlassian; both leave, the second while one of the three does not answer. */
export const threeSystems: Chapter = {
  name: 'three-systems',
  title: 'Three systems',
  about:
    'Unleash and Atlassian are targets too. What one event of HR gives and takes is given and taken in all of them, and one that is down delays no other.',
  play: async (stage) => {
    const { cloud, paper } = stage;
    const { inThreeSystems: emil, whileOneIsDown: saga } = JOINERS;
    const systems = [mainTarget(cloud), FLAGS, JIRA];
    await stage.tenant(FLAGS, 'POST', 'users', { email: ADMINISTRATOR, role: 'admin' });
    await stage.tenant(JIRA, 'POST', 'groups', { name: 'jira-users' });
    for (const target of [FLAGS, JIRA])
      await stage.cli('mode', target, 'enforce', '--reason', 'its observe report had nothing to approve');

    for (const one of [emil, saga]) await stage.hr('joined', one);
    const joined = await Promise.all([emil, saga].map((one) => everywhere(stage, one, systems)));
    for (const [index, one] of [emil, saga].entries())
      for (const target of systems)
        paper.line(cloud.clock.now(), `${one.name} joined → ${target}: ${told(joined[index], target)}`);
    for (const target of atlanTargets(cloud))
      for (const one of [emil, saga])
        if ((await stage.user(target, one))?.state === 'invited')
          await stage.tenant(target, 'POST', 'accept', { email: one.email });

    const { found: left, seconds } = await ended(stage, emil, systems);
    paper.line(
      cloud.clock.now(),
      `${emil.name} is ended → ${systems.join(', ')}: ended ✓ read back, ${seconds} s after HR said so`,
    );

    await stage.tenant(JIRA, 'PUT', 'faults', [{ kind: 'unavailable-503' }]);
    paper.line(cloud.clock.now(), `${JIRA} answers 503 to everything`);
    const others = systems.filter((target) => target !== JIRA);
    const { found: beside, seconds: besideSeconds } = await ended(stage, saga, others);
    const waiting = isEndedOn(beside, JIRA);
    paper.line(
      cloud.clock.now(),
      `${saga.name} is ended → ${others.join(', ')}: ended ✓ read back, ${besideSeconds} s after HR said so; ${JIRA} is still to come`,
    );
    await stage.tenant(JIRA, 'DELETE', 'faults');
    paper.line(cloud.clock.now(), `${JIRA} answers again`);
    const all = await stage.until('her access has ended there too', async () => {
      const found = await stage.explain(saga);
      return found && systems.every((target) => isEndedOn(found, target)) && found;
    });
    paper.line(cloud.clock.now(), `${saga.name} → ${JIRA}: ended ✓ read back`);

    return {
      says: 'two people had access in three systems, and lost it in all of them; the one that was down delayed no other',
      look: async () => {
        const has = async (target: string, who: Colleague) => (await stage.user(target, who))?.state ?? 'gone';
        const flags = [await has(FLAGS, emil), await has(FLAGS, saga)];
        const jira = [await has(JIRA, emil), await has(JIRA, saga)];
        const atlan = [await has(mainTarget(cloud), emil), await has(mainTarget(cloud), saga)];
        return {
          holds: {
            'both were given access in all three, and it was read back': joined.every((found) =>
              systems.every((target) => isGiven(found, target)),
            ),
            'Atlan disabled both': atlan.every((state) => state === 'disabled'),
            'Unleash, which cannot disable, deleted both': flags.every((state) => state === 'gone'),
            'Atlassian suspended both': jira.every((state) => state === 'suspended'),
            'the two that answered did not wait for the third': !waiting,
            'every ending is a verified receipt': [left, all].every((found) =>
              systems.every((target) =>
                found.receipts.some((step) => step.target === target && step.verdict === 'ended'),
              ),
            ),
          },
          evidence: { atlan, flags, jira, seconds, besideSeconds },
        };
      },
    };
  },
};

const told = (found: Explanation | undefined, target: string): string => (found ? tell(found, target) : '');

const isGiven = ({ receipts, targets }: Explanation, target: string): boolean =>
  targets.some((one) => one.target === target && one.wanted?.role !== undefined && one.accounts.length > 0) &&
  receipts.some((step) => step.target === target && step.action === 'invite' && isDone(step));

const isEndedOn = ({ targets, receipts }: Explanation, target: string): boolean =>
  targets.some(
    (one) =>
      one.target === target && one.state === 'converged' && one.accounts.every(({ endedAt }) => endedAt !== undefined),
  ) && receipts.some((step) => step.target === target && step.verdict === 'ended');

/** The person has what policy gives in each system, read back. */
const everywhere = (stage: Stage, who: Colleague, systems: readonly string[]): Promise<Explanation> =>
  stage.until(`${who.name} has access in ${systems.join(', ')}`, async () => {
    const found = await stage.explain(who);
    return found && systems.every((target) => isGiven(found, target)) && isQuietFor(found) && found;
  });

const isQuietFor = ({ targets }: Explanation): boolean => targets.every(({ state }) => state !== 'failing');

/** HR ends the person now; what is known once their access has ended in these systems, and how long that took. */
async function ended(
  stage: Stage,
  who: Colleague,
  systems: readonly string[],
): Promise<{ readonly found: Explanation; readonly seconds: number }> {
  const date = new Date(stage.cloud.clock.now()).toISOString().slice(0, 10);
  const saidAt = stage.cloud.clock.now();
  await stage.hr('left', who, { immediate: true, date });
  const found = await stage.until(`the access of ${who.name} has ended in ${systems.join(', ')}`, async () => {
    const found = await stage.explain(who);
    return found && systems.every((target) => isEndedOn(found, target)) && found;
  });
  return { found, seconds: Math.ceil((stage.cloud.clock.now() - saidAt) / 1_000) };
}
