import { isEndedOrHeld, tell } from './explained.ts';
import { type Keyboard, keyboardOf } from './keyboard.ts';
import { mainTarget } from './main-target.ts';
import { EVERYBODY } from './staff.ts';
import type { Stage } from './stage.ts';

const KEYS = 'a accept an invitation · e end someone now · b break Atlan for 30 s · x explain someone · q quit';

/** What a person can do after the day, one key at a time. Without a terminal everything just stays up. */
export function runMenu(stage: Stage, quit: () => void): void {
  if (!process.stdin.isTTY) {
    void tellWhatIsLeft(stage).finally(() => {
      stage.paper.plain(
        '\nEverything stays up until it is stopped (Ctrl-C). Without a terminal there is no menu; the command line works:',
      );
      stage.paper.plain('  npm run -s atlan-lifecycle -- status');
    });
    return;
  }
  const keyboard = keyboardOf(process.stdin, process.stdout);
  process.once('exit', () => keyboard.restore());
  void tellWhatIsLeft(stage)
    .then(() => runKeys(stage, keyboard))
    .catch(() => undefined)
    .finally(quit);
}

interface Status {
  readonly troubles: readonly { readonly what: string; readonly next: string }[];
}

/** What status shows from now on, so that the reader does not take what the day left open for a fault. */
async function tellWhatIsLeft({ operate, paper }: Stage): Promise<void> {
  try {
    const { troubles } = await operate<Status>('status');
    if (troubles.length === 0) return paper.plain('\nThe day has left nothing open: status reports no trouble.');
    paper.plain(
      '\nThe day left these troubles on purpose, for you to look at; status shows the same, and exits with 1:',
    );
    for (const { what, next } of troubles) paper.plain(`  ${what}. Next: npm run -s atlan-lifecycle -- ${next}`);
  } catch (error) {
    paper.plain(`status did not answer: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Acts on one key after the other until the person quits. A key that says nothing is asked again. */
export async function runKeys(stage: Stage, keyboard: Pick<Keyboard, 'key' | 'ask'>): Promise<void> {
  const { paper } = stage;
  paper.plain(`\n${KEYS}`);
  for (;;) {
    const key = (await keyboard.key())?.toLowerCase();
    if (key === undefined || key === 'q') return;
    if (/\s/.test(key)) continue;
    const act = ACTS[key];
    try {
      if (act) await act(stage, (question) => keyboard.ask(question));
      else paper.plain(`${JSON.stringify(key)} is not one of the keys.`);
    } catch (error) {
      paper.plain(error instanceof Error ? error.message : String(error));
    }
    paper.plain(`\n${KEYS}`);
  }
}

type Ask = (question: string) => Promise<string | undefined>;

const ACTS: Readonly<Record<string, (stage: Stage, ask: Ask) => Promise<void>>> = {
  a: async (stage, ask) => {
    const target = mainTarget(stage.cloud);
    const invited = (await stage.users(target)).filter(({ state }) => state === 'invited');
    if (invited.length === 0) return stage.paper.plain('There is no open invitation.');
    stage.paper.plain(invited.map(({ email }, index) => `  ${index + 1}  ${email}`).join('\n'));
    const chosen = await chosenBy(
      { question: 'Whose invitation? (the number; Enter alone goes back) ', ask, paper: stage.paper },
      (answer) => {
        const one = invited[Number(answer) - 1];
        return one ?? `${JSON.stringify(answer)} is not one of the numbers 1 to ${invited.length}.`;
      },
    );
    if (!chosen) return;
    await stage.tenant(target, 'POST', 'accept', { email: chosen.email });
    stage.paper.line(stage.cloud.clock.now(), `${chosen.email} accepts; the next sweep tells the bus`);
  },
  e: async (stage, ask) => {
    const person = await whom(stage, ask);
    if (!person) return;
    const before = (await stage.explain(person))?.receipts.length ?? 0;
    const date = new Date(stage.cloud.clock.now()).toISOString().slice(0, 10);
    await stage.hr('left', person, { immediate: true, date });
    const found = await stage.until('the access has ended, or an operator has to decide', async () => {
      const one = await stage.explain(person);
      return one && isEndedOrHeld(one) && one;
    });
    for (const { target, state, because } of found.targets)
      stage.paper.line(
        stage.cloud.clock.now(),
        `${person.name} is ended → ${target}: ${tell(found, target, before)}; ${state}: ${because}`,
      );
  },
  b: async (stage) => {
    const target = mainTarget(stage.cloud);
    await stage.tenant(target, 'PUT', 'faults', [{ kind: 'unavailable-503' }]);
    stage.paper.line(
      stage.cloud.clock.now(),
      `${target} answers 503 to everything for 30 s; try e, then status in another terminal`,
    );
    setTimeout(() => void stage.tenant(target, 'DELETE', 'faults').catch(() => undefined), 30_000).unref();
  },
  x: async (stage, ask) => {
    const person = await whom(stage, ask);
    if (!person) return;
    await stage.cli('explain', '--connection', stage.connectionOf(person), '--source-worker-id', person.id);
  },
};

const whom = (stage: Stage, ask: Ask) =>
  chosenBy(
    { question: 'Which person? (a part of the name; Enter alone goes back) ', ask, paper: stage.paper },
    (answer) => {
      const found = EVERYBODY.filter(({ name }) => name.toLowerCase().includes(answer.toLowerCase()));
      const [only] = found;
      if (only && found.length === 1) return only;
      return only
        ? `Several match: ${found.map(({ name }) => name).join(', ')}`
        : `No worker has the name ${JSON.stringify(answer)}.`;
    },
  );

interface Asked {
  readonly question: string;
  readonly ask: Ask;
  readonly paper: Stage['paper'];
}

/** What an answer means, asked until it means something; a sentence says why it does not. Nothing for an empty answer. */
async function chosenBy<One extends object>(
  { question, ask, paper }: Asked,
  meaning: (answer: string) => One | string,
): Promise<One | undefined> {
  for (;;) {
    const answer = await ask(question);
    if (answer === undefined || answer === '') return undefined;
    const meant = meaning(answer);
    if (typeof meant !== 'string') return meant;
    paper.plain(meant);
  }
}
