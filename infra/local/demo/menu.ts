import { createInterface } from 'node:readline/promises';

import { isEndedOrHeld, tell } from './explained.ts';
import { mainTarget } from './main-target.ts';
import { EVERYBODY } from './staff.ts';
import type { Stage } from './stage.ts';

const KEYS = 'a accept an invitation · e end someone now · b break Atlan for 30 s · x explain someone · q quit';

/** What a person can do after the day, one key at a time. Without a terminal everything just stays up. */
export function runMenu(stage: Stage, quit: () => void): void {
  const { paper } = stage;
  if (!process.stdin.isTTY) {
    paper.plain(
      '\nEverything stays up until it is stopped (Ctrl-C). Without a terminal there is no menu; the command line works:',
    );
    paper.plain('  npm run -s atlan-lifecycle -- status');
    return;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.on('close', quit);
  void (async () => {
    for (;;) {
      const key = (await terminal.question(`\n${KEYS}\n> `)).trim().toLowerCase();
      if (key === 'q') break;
      const act = ACTS[key];
      try {
        if (act) await act(stage, (question) => terminal.question(question));
        else paper.plain('That is none of the keys.');
      } catch (error) {
        paper.plain(error instanceof Error ? error.message : String(error));
      }
    }
    terminal.close();
  })().catch(() => quit());
}

type Ask = (question: string) => Promise<string>;

const ACTS: Readonly<Record<string, (stage: Stage, ask: Ask) => Promise<void>>> = {
  a: async (stage, ask) => {
    const target = mainTarget(stage.cloud);
    const invited = (await stage.users(target)).filter(({ state }) => state === 'invited');
    if (invited.length === 0) return stage.paper.plain('Nobody has an open invitation.');
    stage.paper.plain(invited.map(({ email }, index) => `  ${index + 1}  ${email}`).join('\n'));
    const chosen = invited[Number(await ask('whose? ')) - 1];
    if (!chosen) return stage.paper.plain('That is none of the numbers.');
    await stage.tenant(target, 'POST', 'accept', { email: chosen.email });
    stage.paper.line(stage.cloud.clock.now(), `${chosen.email} accepts; the next sweep tells the bus`);
  },
  e: async (stage, ask) => {
    const person = await whom(stage, ask);
    if (!person) return;
    const before = (await stage.explain(person))?.receipts.length ?? 0;
    const date = new Date(stage.cloud.clock.now()).toISOString().slice(0, 10);
    await stage.hr('left', person, { immediate: true, date });
    const found = await stage.until('the access is over, or somebody has to look', async () => {
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

async function whom({ paper }: Stage, ask: Ask) {
  const sought = (await ask('whom? (a part of the name) ')).trim().toLowerCase();
  const found = EVERYBODY.filter(({ name }) => sought !== '' && name.toLowerCase().includes(sought));
  if (found.length === 1) return found[0];
  paper.plain(
    found.length === 0 ? 'Nobody is called that.' : `Several are: ${found.map(({ name }) => name).join(', ')}`,
  );
  return undefined;
}
