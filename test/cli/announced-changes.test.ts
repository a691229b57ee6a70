import { describe, expect, it } from 'vitest';

import { commandLineRun } from '../support/command-line.ts';
import { signedApi } from '../support/signed-api.ts';

const typed = async (line: string) => {
  await using api = await signedApi(() => ({ status: 200, body: { expectations: [] } }));
  const { exit } = await commandLineRun([...line.split(' '), '--endpoint', api.url]);
  return { exit, asked: api.received.map(({ path, body }) => [path, JSON.parse(body)]) };
};

describe('an announced change on the command line', () => {
  it.each(['expect', 'expect announce'])('may be typed with or without its last word: `%s`', async (words) => {
    const line = `${words} --kind leavers --cohort department=Sales --up-to 40 --until 2026-12-03 --reason r`;
    const input = { kind: 'leavers', cohort: 'department=Sales', upTo: '40', until: '2026-12-03', reason: 'r' };
    expect(await typed(line)).toEqual({ exit: 0, asked: [['/operate/expect-announce', input]] });
  });

  it.each([
    ['expect list', ['/operate/expect-list', {}]],
    ['expect end exp_1 --reason r', ['/operate/expect-end', { expectation: 'exp_1', reason: 'r' }]],
  ])('has commands beside it: `%s`', async (line, asked) => {
    expect(await typed(line)).toEqual({ exit: 0, asked: [asked] });
  });
});
