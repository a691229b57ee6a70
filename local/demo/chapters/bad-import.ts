import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { Explanation } from '../../../shared/contracts/operate/explain/explanation.ts';
import type { holdListCommand } from '../../../shared/contracts/operate/hold/hold-list.ts';
import type { Chapter } from '../chapter.ts';
import { isEndedOrHeld, isSettled, tell } from '../explained.ts';
import { mainTarget } from '../main-target.ts';
import { BADLY_IMPORTED, type Colleague, JOINERS } from '../staff.ts';
import type { Stage } from '../stage.ts';

type Holds = OutputOf<typeof holdListCommand>['holds'];

/** Fourteen people are said to have left at once, and only one of them has. */
export const badImport: Chapter = {
  name: 'the-bad-import',
  title: 'The bad import',
  about: `An import says that ${BADLY_IMPORTED.length} people have left. The limit lets a few endings through and holds the others for an operator; joiners are not delayed.`,
  play: async (stage) => {
    const { cloud, paper } = stage;
    const target = mainTarget(cloud);
    const date = new Date(cloud.clock.now()).toISOString().slice(0, 10);
    const keptUntil = new Date(cloud.clock.now() + 7 * 24 * 3_600_000).toISOString().slice(0, 10);
    const said = (person: Colleague) => `bad-import-${person.id}`;
    await Promise.all(
      BADLY_IMPORTED.map((person) => stage.hr('left', person, { immediate: true, date, id: said(person) })),
    );
    for (const joiner of JOINERS.duringImport) await stage.hr('joined', joiner);
    paper.line(
      cloud.clock.now(),
      `HR says that ${BADLY_IMPORTED.length} people have left, all at once; two join at the same time`,
    );

    const explained = await stage.until('each of them is either ended or held', async () => {
      const all = await Promise.all(BADLY_IMPORTED.map((person) => stage.explain(person)));
      const found = all.flatMap((one) => one ?? []);
      return found.length === BADLY_IMPORTED.length && found.every(isEndedOrHeld) && found;
    });
    const ended = await inState(stage, target, 'disabled');
    const { holds } = await stage.operate<{ readonly holds: Holds }>('hold-list');
    const limited = holds.filter(({ kind }) => kind === 'leaver-limit');
    paper.line(cloud.clock.now(), `${ended.length} are ended, ${limited.length} are held: an operator has to decide`);
    for (const joiner of JOINERS.duringImport) {
      const found = await stage.until('joiners get their access meanwhile', async () => {
        const one = await stage.explain(joiner);
        return one?.targets.every(isSettled) && one;
      });
      paper.line(
        cloud.clock.now(),
        `${joiner.name} joined${joiner.hr ? ', says BambooHR' : ''} → ${tell(found, target)}`,
      );
    }
    await stage.cli('hold', 'list');

    const [approved, ...others] = limited;
    if (!approved) throw new Error('no hold is open');
    await stage.cli('hold', 'approve', approved.id, '--reason', 'HR confirms this one');
    for (const { id } of others)
      await stage.operate('hold-reject', {
        hold: id,
        reason: 'a wrong import; HR corrects it',
        instead: 'access-kept',
        until: keptUntil,
      });
    paper.line(
      cloud.clock.now(),
      `The other ${others.length} are rejected: HR is wrong, so their access is kept until ${keptUntil}`,
    );
    const gone = personOf(approved.workerKey, explained);
    await stage.until('the approved one is ended', async () => (await stage.user(target, gone))?.state === 'disabled');
    paper.line(cloud.clock.now(), `${gone.name} → disabled ✓ read back`);
    const endedAfter = await inState(stage, target, 'disabled');
    const untouched = await inState(stage, target, 'active');
    const decided = await Promise.all(
      limited.map(({ id }) => stage.operate<{ readonly hold: Holds[number] }>('hold-show', { hold: id })),
    );

    const wronged = BADLY_IMPORTED.filter(({ id }) => id !== gone.id);
    for (const person of wronged)
      await stage.hr('left', person, { phase: 'cancelled', date, supersedes: said(person) });
    await stage.until(
      'all others have their access again',
      async () => (await inState(stage, target, 'active')).length === wronged.length,
    );
    paper.line(
      cloud.clock.now(),
      `HR corrects the import: ${wronged.length} people work here, and have what policy gives them`,
    );
    const verdicts = decided.map(({ hold }) => hold.decision?.verdict);
    return {
      says: `of ${BADLY_IMPORTED.length} leavers in one import ${ended.length} were ended and ${limited.length} held; one was approved, the others rejected`,
      look: () => ({
        holds: {
          'a few were ended, the others held':
            ended.length > 0 &&
            ended.length < BADLY_IMPORTED.length / 2 &&
            ended.length + limited.length === BADLY_IMPORTED.length,
          'the approved one is ended, and no other': endedAfter.length === ended.length + 1,
          'the rejected ones can still sign in': untouched.length === others.length,
          'one approval, and rejections':
            verdicts.filter((one) => one === 'approved').length === 1 &&
            verdicts.filter((one) => one === 'rejected').length === others.length,
        },
        evidence: { ended, held: limited.length, endedAfter, untouched: untouched.length, verdicts },
      }),
    };
  },
};

const IMPORTED = new Set(BADLY_IMPORTED.map(({ email }) => email));

async function inState(stage: Stage, target: string, state: string): Promise<readonly string[]> {
  const users = await stage.users(target);
  return users.filter((user) => IMPORTED.has(user.email) && user.state === state).map(({ email }) => email);
}

function personOf(workerKey: string, explained: readonly Explanation[]): Colleague {
  const person = BADLY_IMPORTED[explained.findIndex((one) => one.workerKey === workerKey)];
  if (!person) throw new Error(`the hold is about worker ${workerKey}, who is not in the import`);
  return person;
}
