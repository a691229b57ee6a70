import { describe, expect, it } from 'vitest';

import { COMMANDS } from '../../shared/contracts/operate/registry.ts';
import { commandLineRun } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { signedApi } from '../support/signed-api.ts';

/** Each command that takes a target: the words before it, and those after it. */
const LINES = [
  ['plan', '--source hr:1'],
  ['expect announce', '--kind leavers --up-to 4 --until 2026-12-03 --reason r'],
  ['disable', '--account u9 --reason r'],
  ['worker remove', '--worker w --transfer-to u2 --reason r'],
  ['mode', 'pilot --reason r'],
  ['mode', ''],
  ['rollout plan', '--per-day 50'],
  ['rollout start', '--per-day 50 --reason r'],
  ['rollout pause', '--reason r'],
  ['pause target', '--reason r'],
  ['resume target', '--reason r'],
  ['gate open', '--reason r'],
  ['target groups list', ''],
  ['target groups show', 'finance'],
  ['target groups create', 'finance --reason r'],
  ['target groups delete', 'finance --reason r'],
  ['target groups count', ''],
  ['target groups stats', ''],
  ['target groups access list', 'finance'],
  ['target groups access grant', 'finance --resource r --role r --reason r'],
  ['target groups access revoke', 'finance --resource r --role r --reason r'],
  ['doctor', ''],
  ['report observe', ''],
  ['baseline review', ''],
  ['baseline apply', '3f2a9c0d41b87e65'],
] as const;
const commandOf = (words: string) => COMMANDS.find(({ name }) => words === name || words.startsWith(`${name} `))!;

const sent = async (line: string) => {
  await using api = await signedApi(({ path }) => ({
    status: 200,
    body: Object.entries(ANSWERS).find(([name]) => path === `/operate/${name.replaceAll(' ', '-')}`)?.[1],
  }));
  const { exit, stderr } = await commandLineRun([...line.split(' ').filter(Boolean), '--endpoint', api.url]);
  return { exit, stderr, input: api.received[0] && JSON.parse(api.received[0].body) };
};

describe('a target', () => {
  it('has its place in every command that takes one', () => {
    const taking = COMMANDS.filter(({ arguments: args }) => args.some(({ field }) => field === 'target'));
    expect(new Set(LINES.map(([words]) => commandOf(words).name))).toEqual(new Set(taking.map(({ name }) => name)));
    for (const { arguments: args } of taking)
      expect(args.find(({ field }) => field === 'target')).toMatchObject({ as: 'positional' });
  });

  it.each(LINES)('of `%s … %s` may be given by its place, as --target, or in both ways', async (words, rest) => {
    const byPlace = await sent(`${words} atlan-prod ${rest}`);
    expect(byPlace.input).toMatchObject({ target: 'atlan-prod' });
    for (const line of [
      `${words} --target atlan-prod ${rest}`,
      `${words} ${rest} --target atlan-prod`,
      `${words} atlan-prod ${rest} --target atlan-prod`,
    ])
      expect((await sent(line)).input).toEqual(byPlace.input);
  });

  it('cannot be two', async () => {
    expect(await sent('gate open atlan-prod --target atlan-sandbox --reason r')).toEqual({
      exit: 2,
      input: undefined,
      stderr: 'target "atlan-prod" and --target "atlan-sandbox" are two targets: give one\n',
    });
  });

  it.each(['mode', 'gate open --reason r', 'doctor', 'report observe'])('is missed by `%s`', async (line) => {
    expect(await sent(line)).toMatchObject({ exit: 2, stderr: "missing required argument 'target'\n" });
  });
});
