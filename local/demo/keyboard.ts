import { createInterface } from 'node:readline/promises';

/** A terminal's keys, one by one, and whole lines where a question asks for one. */
export interface Keyboard {
  /** The next key, without Enter; `undefined` once the person ended it (Ctrl-C, Ctrl-D). */
  key(): Promise<string | undefined>;
  /** One line as it was typed, without blanks around it; `undefined` once the person ended it. */
  ask(question: string): Promise<string | undefined>;
  /** The terminal as it was before. */
  restore(): void;
}

export type KeyInput = NodeJS.ReadableStream & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown };

const ENDS = ['\u0003', '\u0004'];

/** Keys act at once only while one is waited for: meanwhile Ctrl-C is the signal that it always is. */
export function keyboardOf(input: KeyInput, output: NodeJS.WritableStream): Keyboard {
  const raw = (on: boolean) => void input.setRawMode?.(on);
  return {
    key: () =>
      new Promise((resolve) => {
        raw(true);
        input.resume();
        const take = (chunk: Buffer | string) => {
          // an arrow or a function key is one key of several characters
          const [key = ''] = Array.from(String(chunk));
          raw(false);
          input.pause();
          resolve(ENDS.includes(key) ? undefined : key);
        };
        input.once('data', take);
        input.once('end', () => resolve(undefined));
      }),
    ask: async (question) => {
      const line = createInterface({ input, output, terminal: input.isTTY === true });
      const ended = new Promise<undefined>((resolve) => void line.once('close', () => resolve(undefined)));
      line.once('SIGINT', () => line.close());
      const answer = await Promise.race([line.question(question), ended]);
      line.close();
      return answer?.trim();
    },
    restore: () => raw(false),
  };
}
