import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { answerRequest } from '../../../functions/operate/answer-request.ts';
import { memoryEvidence } from '../../../shared/adapters/memory/memory-evidence.ts';
import { keepHeads } from '../../../shared/app/poll/keep-heads.ts';
import { controlPlane } from '../../shared/app/operate/control-plane.ts';
import { commandLineRun } from '../../support/command-line.ts';
import { cliWords, fencedLines } from '../../support/documented-commands.ts';
import { lifecycleEvent } from '../../support/events.ts';
import { signedApi } from '../../support/signed-api.ts';

/** The commands of the auditor's page in their order, with the file that the shell writes. */
const COMMANDS = fencedLines('docs/receipts.md').flatMap((line) => {
  const words = cliWords(line);
  return words ? [{ text: line.text, words, to: / > (\S+)$/.exec(line.text)?.[1] }] : [];
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auditor-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the auditor’s page', () => {
  it('has commands that do what it says, one after the other', async () => {
    const plane = await controlPlane();
    const attributes = { workEmail: 'ada@example.com', workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(1, 'joined', { attributes }));
    const worker = await plane.keyOf(1);
    await using api = await signedApi(({ path, body }) =>
      answerRequest(
        {
          command: path.replace('/operate/', ''),
          body: Buffer.from(body),
          caller: 'arn:aws:iam::111122223333:role/auditor',
        },
        { deps: plane.deps, call: { deadline: plane.acme.clock.now() + 20_000 } },
      ),
    );

    // what `aws s3 sync` would fetch
    const evidence = memoryEvidence();
    await keepHeads({ ...plane.deps, evidence }, Number.POSITIVE_INFINITY);
    await mkdir(join(folder, 'kept-heads'));
    for (const [key, text] of evidence.texts)
      await writeFile(join(folder, 'kept-heads', key.replace('chain-heads/', '')), text);

    const done: [string, number][] = [];
    for (const { text, words, to } of COMMANDS) {
      const given = words.map((word) =>
        word === '7b1e0c1c' ? worker : /(\.jsonl|\/)$/.test(word) ? join(folder, word) : word,
      );
      const { exit, stdout } = await commandLineRun([...given, '--endpoint', api.url]);
      if (to !== undefined) await writeFile(join(folder, to), stdout);
      done.push([text, exit]);
    }
    expect(done).toEqual(COMMANDS.map(({ text }) => [text, 0]));
    expect(done.filter(([text]) => text.includes('receipts verify')).length).toBe(4);
    expect(evidence.texts.size).toBe(1);
  });
});
