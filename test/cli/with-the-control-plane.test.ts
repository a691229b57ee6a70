import { describe, expect, it } from 'vitest';

import { answerRequest } from '../../functions/operate/answer-request.ts';
import { memoryObserve } from '../../shared/adapters/memory/memory-observe.ts';
import { memoryQueue } from '../../shared/adapters/memory/memory-queue.ts';
import { commandLine, optionOf } from '../../shared/contracts/operate/command-line.ts';
import { COMMANDS } from '../../shared/contracts/operate/registry.ts';
import { commandLineRun } from '../support/command-line.ts';
import { company } from '../support/company.ts';
import { shellWords } from '../support/documented-commands.ts';
import { lifecycleEvent } from '../support/events.ts';
import { NAMING_INPUTS, NO_SUCH } from '../support/naming-inputs.ts';
import { operateOutside } from '../support/operate-outside.ts';
import { signedApi } from '../support/signed-api.ts';

/** The command line before the operate function of a company in memory, where Ada works. */
async function acmeOnTheLine() {
  const acme = await company();
  await acme.deliver(
    lifecycleEvent(1, 'joined', { attributes: { workEmail: 'ada@example.com', workerType: 'employee' } }),
  );
  const deps = { ...acme.deps, ...operateOutside(), operators: {}, queue: memoryQueue(), observe: memoryObserve() };
  const api = await signedApi(({ path, body, isSigned }) =>
    answerRequest(
      {
        command: path.replace('/operate/', ''),
        body: Buffer.from(body),
        caller: isSigned ? 'arn:aws:iam::111122223333:role/operator' : undefined,
      },
      { deps, call: { deadline: deps.clock.now() + 20_000 } },
    ),
  );
  const type = (line: string) => commandLineRun([...shellWords(line), '--endpoint', api.url]);
  return { type, [Symbol.asyncDispose]: api[Symbol.asyncDispose] };
}

describe('a dry run before the control plane', () => {
  it('says how the event would be understood beside what would be sent', async () => {
    await using acme = await acmeOnTheLine();
    const line =
      'send --dry-run --hook hr --kind left --source-worker-id 1 --date 2026-06-30 --phase scheduled --id l1';
    const { exit, stdout, stderr } = await acme.type(line);
    expect([exit, JSON.parse(stdout).id]).toEqual([0, 'l1']);
    expect(stderr).toContain('Spells before it: 2026-03-01 to no stated end; after it: 2026-03-01 to 2026-06-30');
  });
});

describe('the command line before the control plane', () => {
  it.each([
    ['status', 0, 'Healthy'],
    ['find --email ada@example.com', 0, 'atlan-prod'],
    ['explain --email ada@example.com', 0, 'the chain is verified'],
    ['plan --email ada@example.com', 0, 'atlan-prod (enforce)'],
    ['hold list', 0, 'No hold is open'],
    ['mode atlan-prod', 0, 'is in mode enforce'],
    ['mode atlan-prod observe --reason trial', 0, '1 worker made due by this'],
    ['report observe atlan-prod', 0, 'of 1 worker'],
    ['dlq list', 0, 'Nothing was parked'],
    ['dlq redrive', 0, '0 messages would be sent again'],
    ['quarantine list', 0, 'Nothing is in quarantine'],
    ['pause intake --reason trial', 0, 'intake: paused since'],
    ['disable --email ada@example.com --reason theft --despite-switch', 1, 'pending'],
    ['gate list', 0, 'atlan-prod  open'],
    ['gate open atlan-prod --reason mended', 0, 'It was open already'],
    ['override list', 0, 'There are no overrides'],
    ['pause removals --reason trial', 0, 'removals: paused since'],
    ['resume target --target atlan-prod --reason over', 0, 'target atlan-prod: running since'],
  ])('reads the answer to `%s`', async (line, exit, says) => {
    await using acme = await acmeOnTheLine();
    const answered = await acme.type(line);
    expect(answered).toMatchObject({ exit, stderr: '', stdout: expect.stringContaining(says) });
  });

  it.each(
    NAMING_INPUTS.map(
      ({ name, argument, input }) =>
        [
          commandLine(COMMANDS.find((one) => one.name === name)!, input).replace('atlan-lifecycle ', ''),
          argument,
        ] as const,
    ),
  )('ends with 3 and what was typed where a name is of nothing: `%s`', async (line, { field, as }) => {
    await using acme = await acmeOnTheLine();
    const { exit, stdout, stderr } = await acme.type(line);
    expect([exit, stdout]).toEqual([3, '']);
    expect(stderr).toContain(`${as === 'positional' ? field : optionOf(field)} "${NO_SUCH}": `);
  });

  it('lists the targets there are to the person who mistypes one', async () => {
    await using acme = await acmeOnTheLine();
    expect((await acme.type('mode atlan-prd')).stderr).toBe(
      'target "atlan-prd": The configuration has no such target; it has atlan-prod\n',
    );
    expect(JSON.parse((await acme.type('mode atlan-prd --json')).stderr)).toEqual({
      error: 'not-found',
      because: 'target "atlan-prd": The configuration has no such target; it has atlan-prod',
    });
  });
});
