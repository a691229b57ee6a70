import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { baselineDigest } from '../../shared/contracts/operate/baseline/baseline-digest.ts';
import { commandLineRun } from '../support/command-line.ts';
import { ANSWERS } from '../support/operate-answers.ts';
import { signedApi } from '../support/signed-api.ts';

const REVIEWED = ANSWERS['baseline review'];
type Rows = typeof REVIEWED.rows;

/** A control plane that lists these rows, in pages of two, and takes over what it is asked to. */
const plane = (rows: Rows) =>
  signedApi(({ path, body }) => {
    if (path === '/operate/baseline-apply') return { status: 200, body: ANSWERS['baseline apply'] };
    const from = Number(JSON.parse(body).cursor ?? 0);
    const next = from + 2 < rows.length ? { next: String(from + 2) } : {};
    return { status: 200, body: { ...REVIEWED, rows: rows.slice(from, from + 2), ...next } };
  });

async function temporary() {
  const path = await mkdtemp(join(tmpdir(), 'baseline-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** What is applied with the file that an earlier review of `before` wrote, while there is `now`. */
async function applied(before: Rows, now: Rows, edit: (csv: string) => string = (csv) => csv) {
  await using folder = await temporary();
  const file = join(folder.path, 'reviewed.csv');
  await using earlier = await plane(before);
  const { stdout } = await commandLineRun(['baseline', 'review', 'atlan-prod', '--csv', '--endpoint', earlier.url]);
  await writeFile(file, edit(stdout));
  await using api = await plane(now);
  const { exit, stderr } = await commandLineRun(['baseline', 'apply', 'atlan-prod', file, '--endpoint', api.url]);
  const asked = api.received.filter(({ path }) => path === '/operate/baseline-apply');
  return { exit, stderr: stderr.replaceAll(file, 'reviewed.csv'), asked: asked.map(({ body }) => JSON.parse(body)) };
}

describe('baseline apply with the file of a review', () => {
  it('asks for the digest of its rows, whatever their order is by now', async () => {
    const rows = [...REVIEWED.rows, { ...REVIEWED.rows[1]!, account: '-acc-3' }];
    const digest = baselineDigest([
      { account: 'acc-1', state: 'managed', workerKey: 'wrk_1' },
      { account: 'acc-2', state: 'orphan' },
      { account: '-acc-3', state: 'orphan' },
    ]);
    const sorted = (csv: string) => [csv.split('\r\n')[0], ...csv.split('\r\n').slice(1).toSorted()].join('\r\n');
    expect(await applied(rows, rows, sorted)).toEqual({
      exit: 0,
      stderr: '',
      asked: [{ target: 'atlan-prod', digest }],
    });
  });

  it('names what changed since, and asks for nothing', async () => {
    const [one, two] = REVIEWED.rows;
    const now = [
      { ...one!, state: 'conflict' as const },
      { ...two!, account: 'acc-9' },
    ];
    expect(await applied(REVIEWED.rows, now)).toEqual({
      exit: 4,
      stderr: [
        'reviewed.csv is no longer what there is:',
        'account acc-2 is gone',
        'account acc-1 was managed, of worker wrk_1; it is conflict, of worker wrk_1',
        'account acc-9 is not in the file; it is orphan',
        'Read the new list with baseline review',
        '',
      ].join('\n'),
      asked: [],
    });
  });

  it('says which column a file lacks that is another one, and where a file is no CSV', async () => {
    const other = await applied(REVIEWED.rows, REVIEWED.rows, (csv) => csv.replace('"class"', '"kind"'));
    expect(other).toMatchObject({ exit: 2, asked: [], stderr: expect.stringContaining('has no column class') });
    const odd = await applied(REVIEWED.rows, REVIEWED.rows, (csv) => `${csv}"acc`);
    expect(odd).toMatchObject({ exit: 2, asked: [], stderr: expect.stringContaining('reviewed.csv:5 is no CSV') });
  });
});
