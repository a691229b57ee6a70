import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { skeletonOf, TRANSCRIPT } from './support/transcript.ts';

const day = z.strictObject({
  chapters: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), evidence: z.record(z.string(), z.unknown()) })),
  workers: z.array(
    z.strictObject({
      worker: z.string(),
      hr: z.string(),
      policy: z.string(),
      atlan: z.record(z.string(), z.string()),
      receipt: z.string(),
    }),
  ),
});

describe('npm start -s -- --once --json', () => {
  let out: string;
  let told: string;
  let code: number | null;
  beforeAll(async () => {
    // a folder with what a day printed that was played before, and ended with 0
    const played = process.env['PLAYED_DAY'];
    if (played) {
      [out, told, code] = [readFileSync(`${played}/out`, 'utf8'), readFileSync(`${played}/told`, 'utf8'), 0];
      return;
    }
    const demo = spawn(process.execPath, ['local/demo/main.ts', '--once', '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const closed = new Promise<number | null>((resolve) => void demo.on('close', resolve));
    [out, told] = await Promise.all([text(demo.stdout), text(demo.stderr)]);
    code = await closed;
  }, 900_000);

  it('ends with 0, since every chapter came out as it should', () => {
    expect(told).not.toContain('✗');
    expect(code).toBe(0);
  });

  it('prints one JSON object and nothing else', () => {
    const { chapters, workers } = day.parse(JSON.parse(out));
    expect(chapters.map(({ name, ok }) => [name, ok])).toEqual([
      ['shadow-first', true],
      ['the-leaver-who-had-not-accepted', true],
      ['the-lost-answer', true],
      ['the-bad-import', true],
      ['prove-it', true],
      ['three-systems', true],
    ]);
    expect(workers.length).toBeGreaterThanOrEqual(40);
    for (const { atlan } of workers) expect(Object.keys(atlan)).toEqual(['atlan-prod', 'atlan-sandbox']);
  });

  it('tells what the transcript in the docs tells', () => {
    expect(skeletonOf(told)).toEqual(skeletonOf(readFileSync(TRANSCRIPT, 'utf8')));
  });
});
