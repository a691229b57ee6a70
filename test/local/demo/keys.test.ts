import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

import { keyboardOf } from '../../../local/demo/keyboard.ts';
import { runKeys } from '../../../local/demo/menu.ts';
import type { Stage } from '../../../local/demo/stage.ts';

/** A terminal that remembers whether it is raw. */
function terminal() {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => void raw.push(on) });
  return { input, output: new PassThrough(), raw };
}

describe('a key', () => {
  it('acts without Enter, and leaves the terminal as it was', async () => {
    const { input, output, raw } = terminal();
    const key = keyboardOf(input, output).key();
    expect(raw).toEqual([true]);
    input.write('x');
    expect(await key).toBe('x');
    expect(raw).toEqual([true, false]);
  });

  it.each(['\u0003', '\u0004'])('that ends a program ends this: %j', async (end) => {
    const { input, output, raw } = terminal();
    const key = keyboardOf(input, output).key();
    input.write(end);
    expect(await key).toBeUndefined();
    expect(raw.at(-1)).toBe(false);
  });

  it('may be followed by a line, and that by a key', async () => {
    const { input, output } = terminal();
    const keyboard = keyboardOf(input, output);
    const answer = keyboard.ask('whom? ');
    input.write('Ada\r');
    expect(await answer).toBe('Ada');
    const key = keyboard.key();
    input.write('q');
    expect(await key).toBe('q');
    output.end();
    expect(await text(output)).toContain('whom? ');
  });

  it('that ends a program goes back from a question', async () => {
    const { input, output } = terminal();
    const answer = keyboardOf(input, output).ask('whom? ');
    input.write('\u0003');
    expect(await answer).toBeUndefined();
  });
});

describe('the menu', () => {
  const played = async (keys: readonly string[], answers: readonly string[]) => {
    const [told, asked, ran]: [string[], string[], string[]] = [[], [], []];
    const [nextKey, nextAnswer] = [[...keys], [...answers]];
    const stage = {
      paper: {
        plain: (line: string) => void told.push(line),
        line: (_at: number, line: string) => void told.push(line),
      },
      cloud: { clock: { now: () => 0 }, tenants: { 'atlan-prod': {} } },
      connectionOf: () => 'hr',
      users: async () => [{ email: 'ada@example.com', state: 'invited' }],
      tenant: async (...args: readonly unknown[]) => void ran.push(JSON.stringify(args)),
      cli: async (...args: readonly string[]) => void ran.push(args.join(' ')),
    } as unknown as Stage;
    await runKeys(stage, {
      key: async () => nextKey.shift(),
      ask: async (question) => {
        asked.push(question);
        return nextAnswer.shift();
      },
    });
    return { told: told.join('\n'), asked: asked.length, ran };
  };

  it('asks a question again that was answered with a key, or with a name that no worker has', async () => {
    const { told, asked, ran } = await played(['x', 'q'], ['zzz', 'a', '']);
    expect([asked, ran]).toEqual([3, []]);
    expect(told).toContain('No worker has the name "zzz".');
    expect(told).toContain('Several match: ');
  });

  it('asks for a number again until it is one of those there are', async () => {
    const { told, ran } = await played(['a', 'q'], ['e', '7', '1']);
    expect(told).toContain('"e" is not one of the numbers 1 to 1.');
    expect(told).toContain('"7" is not one of the numbers 1 to 1.');
    expect(ran).toEqual([JSON.stringify(['atlan-prod', 'POST', 'accept', { email: 'ada@example.com' }])]);
  });

  it('says of a key that is none, goes on after Enter, and ends with the terminal', async () => {
    const { told } = await played(['\r', 'w', ' '], []);
    expect(told).toContain('"w" is not one of the keys.');
    expect(told.match(/q quit/g)).toHaveLength(2);
  });
});
