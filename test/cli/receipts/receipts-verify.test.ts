import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { forgetLeavers } from '../../../shared/app/poll/forget/forget-leavers.ts';
import type { ExportLine } from '../../../shared/contracts/receipts/export-line.ts';
import { receiptHash } from '../../../shared/domain/receipt.ts';
import { controlPlane } from '../../shared/app/operate/control-plane.ts';
import { commandLineRun } from '../../support/command-line.ts';
import { lifecycleEvent } from '../../support/events.ts';
import { RETENTION } from '../../support/retention.ts';

const DAY_MS = 86_400_000;
let folder = '';
/** Two workers, of whom one moved, as the control plane exports them. */
let written: readonly ExportLine[] = [];

async function acme() {
  const plane = await controlPlane();
  for (const n of [1, 2]) {
    const attributes = { workEmail: `p${n}@example.com`, workerType: 'employee' };
    await plane.acme.deliver(lifecycleEvent(n, 'joined', { sourceKey: `hr:${n}`, attributes }));
  }
  await plane.acme.deliver(lifecycleEvent(9, 'moved', { attributes: { department: 'Data' } }));
  return plane;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'receipts-'));
  const plane = await acme();
  written = (await plane.tell('receipts export', { payloads: true })).lines;
});
afterAll(() => rm(folder, { recursive: true }));

async function verified(lines: readonly unknown[], ...options: readonly string[]) {
  const file = join(folder, 'receipts.jsonl');
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const { exit, stdout } = await commandLineRun(['--json', 'receipts', 'verify', file, ...options]);
  return { exit, ...JSON.parse(stdout) };
}

/** Index of the line with the receipt at a position of the chain that has one there, the longest first. */
const chainIn = (lines: readonly ExportLine[]) =>
  lines.flatMap((line) => (line.kind === 'chain' ? [line] : [])).toSorted((a, b) => b.receipts - a.receipts)[0]!;
const lineOf = (lines: readonly ExportLine[], position: number) => {
  const { workerKey } = chainIn(lines);
  return lines.findIndex(
    (line) => line.kind === 'receipt' && line.header.workerKey === workerKey && line.header.position === position,
  );
};
type ReceiptLine = Extract<ExportLine, { kind: 'receipt' }>;
const receiptAt = (lines: readonly ExportLine[], position: number) => lines[lineOf(lines, position)] as ReceiptLine;

describe('receipts verify', () => {
  it('verifies what receipts export wrote, without AWS and the control plane', async () => {
    const checked = await verified(written);
    const receipts = written.filter(({ kind }) => kind === 'receipt').length;
    expect(receipts).toBeGreaterThan(8);
    expect(checked).toMatchObject({
      exit: 0,
      faultCount: 0,
      chains: 2,
      receipts,
      payloads: receipts,
      erased: 0,
      open: 0,
    });
  });

  it('says how many payloads a retention forgot, apart from those that an operator erased, and calls neither a fault', async () => {
    const plane = await acme();
    const { clock, atlan } = plane.acme;
    for (const n of [1, 2]) {
      atlan.accept(`p${n}@example.com`);
      await plane.acme.tick();
      await plane.acme.deliver(lifecycleEvent(100 + n, 'left', { sourceKey: `hr:${n}` }));
    }
    await plane.tell('subject erase', { worker: await plane.keyOf(2), reason: 'request 7', go: true });
    clock.advance(30 * DAY_MS);
    await forgetLeavers(
      { ...plane.deps, retention: { ...RETENTION, leaverPayloadDays: 30 } },
      Number.POSITIVE_INFINITY,
    );
    const { lines } = await plane.tell('receipts export', { payloads: true });
    const first = await plane.keyOf(1);
    const gone = lines.flatMap((line) => (line.kind === 'receipt' && line.without === 'erased' ? [line.header] : []));
    const forgotten = gone.filter(({ workerKey }) => workerKey === first).length;
    const erased = gone.length - forgotten;
    expect(Math.min(forgotten, erased)).toBeGreaterThan(4);
    expect(await verified(lines)).toMatchObject({ exit: 0, faultCount: 0, open: 0, forgotten, erased });
    const { stdout } = await commandLineRun(['receipts', 'verify', join(folder, 'receipts.jsonl')]);
    expect(stdout).toContain(`${forgotten} payloads forgotten by retention`);
  });

  it('says of a file without payloads that they were not verified', async () => {
    const plane = await acme();
    const { lines } = await plane.tell('receipts export');
    expect(JSON.stringify(lines)).not.toContain('example.com');
    expect(JSON.stringify(lines)).not.toContain('"salt"');
    expect(await verified(lines)).toMatchObject({ exit: 0, payloads: 0, notAsked: lines.length - 4 });
  });

  it.each<[string, (lines: ExportLine[]) => { readonly position?: number; readonly because: string }]>([
    [
      'a header that was changed',
      (lines) => {
        receiptAt(lines, 1).header.verdict = 'refused';
        return { position: 2, because: 'It does not follow from the receipt before it' };
      },
    ],
    [
      'a field that was added to a header',
      (lines) => {
        Object.assign(receiptAt(lines, 1).header, { approvedBy: 'eve' });
        return { position: 2, because: 'It does not follow from the receipt before it' };
      },
    ],
    [
      'a payload that was changed',
      (lines) => {
        receiptAt(lines, 0).payload = { email: 'eve@example.com' };
        return { position: 0, because: 'Its payload is not the one' };
      },
    ],
    [
      'a payload that was taken away',
      (lines) => {
        delete receiptAt(lines, 0).payload;
        return { position: 0, because: 'Its payload is missing' };
      },
    ],
    [
      'a receipt that was dropped',
      (lines) => {
        lines.splice(lineOf(lines, 1), 1);
        return { position: 2, because: 'Position 1 was expected here' };
      },
    ],
    [
      'the last receipt that was dropped',
      (lines) => {
        const { receipts } = chainIn(lines);
        lines.splice(lineOf(lines, receipts - 1), 1);
        return { because: `1 of the ${receipts} receipts that were announced are missing` };
      },
    ],
    [
      'two receipts that were swapped',
      (lines) => {
        const at = lineOf(lines, 1);
        lines.splice(at, 2, lines[at + 1]!, lines[at]!);
        return { position: 2, because: 'Position 1 was expected here' };
      },
    ],
    [
      'a forgery to which only the next receipt was fitted',
      (lines) => {
        const forged = receiptAt(lines, 0);
        forged.header.rule = 'forged';
        receiptAt(lines, 1).header.previousHash = receiptHash(forged.header);
        return { position: 2, because: 'It does not follow from the receipt before it' };
      },
    ],
    [
      'a receipt of another worker',
      (lines) => {
        receiptAt(lines, 0).header.workerKey = 'another';
        return { position: 0, because: 'It belongs to the chain of another worker' };
      },
    ],
    [
      'an outcome that closes nothing',
      (lines) => {
        const outcome = lines.find(
          (line) => line.kind === 'receipt' && line.header.closes !== undefined,
        ) as ReceiptLine;
        outcome.header.closes = outcome.header.position;
        return { position: outcome.header.position, because: 'It closes position' };
      },
    ],
    [
      'the end that was cut off',
      (lines) => {
        lines.pop();
        return { because: 'The export is cut off' };
      },
    ],
    [
      'a chain without its beginning line',
      (lines) => {
        lines.splice(1, 1);
        return { because: 'It belongs to no chain' };
      },
    ],
    [
      'what is no line of an export',
      (lines) => {
        lines.splice(2, 0, { kind: 'nonsense' } as never);
        return { because: 'It is not a line of an export' };
      },
    ],
  ])('finds %s, with its line', async (_, forge) => {
    const lines = structuredClone([...written]);
    const { position, because } = forge(lines);
    const { exit, faults } = await verified(lines);
    expect(exit).toBe(1);
    const fault = faults.find((one: { because: string }) => one.because.startsWith(because));
    expect(fault).toMatchObject({ line: expect.any(Number), ...(position !== undefined && { position }) });
    const line = lines[fault.line - 1];
    if (position !== undefined) expect(line).toMatchObject({ kind: 'receipt', header: { position } });
  });

  it('finds an intent that no outcome closes after two days, and only counts a newer one', async () => {
    const lines = structuredClone([...written]);
    const { receipts } = chainIn(lines);
    lines.splice(lineOf(lines, receipts - 1), 1);
    const chain = chainIn(lines);
    Object.assign(chain, { receipts: receipts - 1, length: receipts - 1 });
    expect(await verified(lines)).toMatchObject({ exit: 0, open: 1 });
    const [beginning] = lines;
    if (beginning?.kind === 'export') beginning.at += 3 * DAY_MS;
    const { exit, faults } = await verified(lines);
    expect([exit, faults[0].because]).toEqual([1, expect.stringContaining('No outcome closes this intent')]);
  });

  it('tells a person file, line, worker and position', async () => {
    const lines = structuredClone([...written]);
    receiptAt(lines, 0).payload = { email: 'eve@example.com' };
    const file = join(folder, 'forged.jsonl');
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const { exit, stdout } = await commandLineRun(['receipts', 'verify', file]);
    const { workerKey } = chainIn(lines);
    expect(exit).toBe(1);
    expect(stdout).toContain(
      `${file}:${lineOf(lines, 0) + 1}: worker ${workerKey}: position 0: Its payload is not the one that it was written with`,
    );
    expect(stdout).not.toContain('eve@');
  });

  it.each([
    ['is not there', undefined],
    ['is empty', ''],
    ['is something else', '{"kind":"receipt"}\n'],
    ['is not JSON', 'hello\n'],
  ])('refuses a file that %s, as wrong usage', async (_, text) => {
    const file = join(folder, `other-${text?.length}.jsonl`);
    if (text !== undefined) await writeFile(file, text);
    const { exit, stderr } = await commandLineRun(['receipts', 'verify', file]);
    expect([exit, stderr]).toEqual([2, expect.stringContaining('give the file that receipts export wrote')]);
  });
});

describe('chain heads that were kept', () => {
  const heads = () => join(folder, 'heads.jsonl');
  const kept = async () => {
    await rm(heads(), { force: true });
    return verified(written, '--keep-heads', heads());
  };

  /** Everything from a position on, fitted to a forged receipt, as only the process that writes the table could do it. */
  const writtenAgain = () => {
    const lines = structuredClone([...written]);
    receiptAt(lines, 0).header.rule = 'forged';
    for (let position = 1; position < chainIn(lines).receipts; position++)
      receiptAt(lines, position).header.previousHash = receiptHash(receiptAt(lines, position - 1).header);
    return lines;
  };
  const withoutLast = () => {
    const lines = structuredClone([...written]);
    const chain = chainIn(lines);
    lines.splice(lineOf(lines, chain.receipts - 1), 1);
    Object.assign(chain, { receipts: chain.receipts - 1, length: chain.length - 1 });
    return lines;
  };
  const withoutChain = () =>
    written.filter((line) => {
      const { workerKey } = chainIn(written);
      if (line.kind === 'receipt') return line.header.workerKey !== workerKey;
      return line.kind !== 'chain' || line.workerKey !== workerKey;
    });

  it('hold nothing personal, and agree with the file that they are of', async () => {
    await kept();
    const text = await readFile(heads(), 'utf8');
    expect(text.trim().split('\n').length).toBe(3);
    expect(text).not.toContain('example.com');
    expect(await verified(written, '--heads', heads())).toMatchObject({ exit: 0, faultCount: 0, heads: 2 });
  });

  it.each([
    ['a chain that was written again as a whole', writtenAgain, 'It is not what the kept chain head says'],
    ['receipts that were dropped from the end', withoutLast, 'The kept chain head is at position'],
    ['a chain that is missing', withoutChain, 'A chain head of this worker was kept, and the chain is missing'],
  ])('show %s, which the file alone does not', async (_, forge, because) => {
    await kept();
    const lines = forge();
    expect((await verified(lines)).faultCount).toBe(0);
    const { exit, faults } = await verified(lines, '--heads', heads());
    const fault = { workerKey: chainIn(written).workerKey, because: expect.stringContaining(because) };
    expect([exit, faults]).toEqual([1, [expect.objectContaining(fault)]]);
  });

  it('agree with a chain that went on since, and with the part of a period', async () => {
    const plane = await acme();
    const early = (await plane.tell('receipts export')).lines;
    await rm(heads(), { force: true });
    await verified(early, '--keep-heads', heads());
    await plane.acme.clock.sleep(3 * DAY_MS);
    const to = new Date(plane.acme.clock.now()).toISOString();
    await plane.acme.deliver(lifecycleEvent(10, 'moved', { date: '2026-03-05', attributes: { department: 'Sales' } }));
    const later = (await plane.tell('receipts export')).lines;
    expect(later.length).toBeGreaterThan(early.length);
    expect(await verified(later, '--heads', heads())).toMatchObject({ exit: 0, heads: 2 });
    const until = (await plane.tell('receipts export', { worker: await plane.keyOf(2), to })).lines;
    expect(await verified(until, '--heads', heads())).toMatchObject({ exit: 0, chains: 1 });
  });

  it('of several files are read from a folder', async () => {
    await kept();
    const many = await mkdtemp(join(folder, 'many-'));
    const text = await readFile(heads(), 'utf8');
    for (const name of ['a.jsonl', 'b.jsonl']) await writeFile(join(many, name), text);
    expect(await verified(written, '--heads', many)).toMatchObject({ exit: 0, heads: 4 });
  });

  it('are not kept of a file with a fault, and never overwritten', async () => {
    await kept();
    const file = join(folder, 'receipts.jsonl');
    const again = await commandLineRun(['receipts', 'verify', file, '--keep-heads', heads()]);
    expect([again.exit, again.stderr]).toEqual([2, expect.stringContaining('name a new file')]);
    await rm(heads());
    const lines = structuredClone([...written]);
    lines.pop();
    expect((await verified(lines, '--keep-heads', heads())).exit).toBe(1);
    await expect(readFile(heads())).rejects.toThrow('ENOENT');
  });

  it.each([
    ['is not there', undefined],
    ['is empty', ''],
    ['is something else', '{"kind":"head","workerKey":"w","position":1,"hash":"h"}\n'],
  ])('are refused where the file %s', async (_, text) => {
    await kept();
    await rm(heads());
    if (text !== undefined) await writeFile(heads(), text);
    const file = join(folder, 'receipts.jsonl');
    const { exit, stderr } = await commandLineRun(['receipts', 'verify', file, '--heads', heads()]);
    expect([exit, stderr]).toEqual([2, expect.stringContaining('receipts verify --keep-heads wrote')]);
  });
});

describe('receipts export on the command line', () => {
  it('prints the lines of a file, answer by answer', async () => {
    const { signedApi } = await import('../../support/signed-api.ts');
    const pages = [{ lines: written.slice(0, 3), next: 'further' }, { lines: written.slice(3) }];
    await using api = await signedApi(() => ({ status: 200, body: pages.shift() }));
    const { exit, stdout } = await commandLineRun(['receipts', 'export', '--payloads', '--endpoint', api.url]);
    const file = join(folder, 'printed.jsonl');
    await writeFile(file, stdout);
    expect(exit).toBe(0);
    expect((await readFile(file, 'utf8')).split('\n').length).toBe(written.length + 1);
    expect((await commandLineRun(['receipts', 'verify', file])).exit).toBe(0);
    expect(api.received.map(({ body }) => JSON.parse(body))).toEqual([
      { payloads: true },
      { payloads: true, cursor: 'further' },
    ]);
  });
});
