import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { Explanation } from '../../../shared/contracts/operate/explain/explanation.ts';
import type { reportObserveCommand } from '../../../shared/contracts/operate/report/report-observe.ts';
import type { Chapter } from '../chapter.ts';
import { isDone, isSettled, tell } from '../explained.ts';
import { atlanTargets } from '../main-target.ts';
import { KNOWN_ALREADY, STAFF } from '../staff.ts';
import type { Stage } from '../stage.ts';

type Report = OutputOf<typeof reportObserveCommand>;
/** For how many people each action of each rule, in an order of their own. */
type Counts = readonly string[];

const MARKETING = 'Marketing';

/** All workers are announced while every target is in observe; then both are set to enforce. */
export const shadowFirst: Chapter = {
  name: 'shadow-first',
  title: 'Shadow first',
  about: 'HR announces all workers. In observe mode every change is planned, and nothing is written.',
  play: async (stage) => {
    const { cloud, paper } = stage;
    const targets = atlanTargets(cloud);
    await furnish(stage);
    for (const colleague of STAFF) await stage.hr('joined', colleague);
    paper.line(cloud.clock.now(), `HR has announced ${STAFF.length} people`);
    await stage.quiet();
    const writesBefore = await total(targets, stage.writes);
    const reports = await Promise.all(
      targets.map((target) =>
        stage.until(`${target} was checked for all of them`, async () => {
          const report = await stage.operate<Report>('report-observe', { target });
          return report.workers === STAFF.length && report.unreadable === 0 && report;
        }),
      ),
    );
    for (const target of targets) await stage.cli('report', 'observe', target);
    paper.line(
      cloud.clock.now(),
      `${writesBefore} writes so far. The report is approved: from now on changes are written`,
    );

    let explained: readonly Explained[] = [];
    for (const target of targets) {
      await stage.cli('mode', target, 'enforce', '--reason', 'the observe report was read and agreed');
      explained = await allSettled(stage, target);
      for (const { colleague, explanation } of explained) {
        const said = tell(explanation, target);
        if (said !== 'nothing to do') paper.line(cloud.clock.now(), `${colleague.name} → ${target}: ${said}`);
      }
    }

    const foreseen = reports.flatMap(({ target, actions }) =>
      actions.map(({ action, rule, count }) => `${target} ${action} ${rule} ${count}`),
    );
    const done = countsOf(explained.map(({ explanation }) => explanation));
    await acceptInvitations(stage, targets);
    return {
      says: `${reports.reduce((sum, { wouldChange }) => sum + wouldChange, 0)} changes were planned with ${writesBefore} writes, and exactly these were made`,
      look: () => ({
        holds: {
          'nothing was written in observe mode': writesBefore === 0,
          'exactly the planned changes were made, and read back': foreseen.sort().join() === [...done].sort().join(),
        },
        evidence: { writesInObserve: writesBefore, foreseen, done },
      }),
    };
  },
};

/** What is in the tenants before us: the groups, an administrator, and some of the people. */
async function furnish({ tenant, cloud }: Stage): Promise<void> {
  const targets = atlanTargets(cloud);
  const [main] = targets;
  for (const target of targets)
    await tenant(target, 'POST', 'users', { email: 'atlan-admin@example.com', state: 'active', role: '$admin' });
  if (main === undefined) return;
  for (const alias of ['Data Engineering', 'Analytics', 'Finance Reporting', 'Data Governance'])
    await tenant(main, 'POST', 'groups', { alias });
  for (const { email } of KNOWN_ALREADY)
    await tenant(main, 'POST', 'users', { email, state: 'active', role: '$guest' });
}

const total = async (targets: readonly string[], count: (target: string) => Promise<number>): Promise<number> =>
  (await Promise.all(targets.map((target) => count(target)))).reduce((sum, one) => sum + one, 0);

interface Explained {
  readonly colleague: (typeof STAFF)[number];
  readonly explanation: Explanation;
}

const allSettled = (stage: Stage, target: string): Promise<readonly Explained[]> =>
  stage.until('every worker has what policy gives them, or an open invitation', async () => {
    const explained = await Promise.all(
      STAFF.map(async (colleague) => ({ colleague, explanation: await stage.explain(colleague) })),
    );
    const settled = explained.flatMap(({ colleague, explanation }) =>
      explanation?.targets.filter((one) => one.target === target).every(isSettled) ? { colleague, explanation } : [],
    );
    return settled.length === STAFF.length && settled;
  });

function countsOf(explanations: readonly Explanation[]): Counts {
  const counts = new Map<string, number>();
  for (const { receipts } of explanations) {
    const done = receipts.filter(isDone).map(({ target, action, rule }) => `${target} ${action} ${rule}`);
    for (const of of new Set(done)) counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return [...counts].map(([of, count]) => `${of} ${count}`);
}

/** All but the people of marketing accept their invitations. */
async function acceptInvitations({ tenant, users, paper, cloud }: Stage, targets: readonly string[]): Promise<void> {
  const late = new Set(
    STAFF.filter(({ attributes }) => attributes['department'] === MARKETING).map(({ email }) => email),
  );
  let accepted = 0;
  for (const target of targets)
    for (const { email, state } of await users(target))
      if (state === 'invited' && !late.has(email)) {
        await tenant(target, 'POST', 'accept', { email });
        accepted++;
      }
  paper.line(cloud.clock.now(), `${accepted} invitations are accepted; marketing has not read its mail yet`);
}
