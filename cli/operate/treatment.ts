import type { Declaration } from '../../shared/contracts/operate/command.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import type { Page } from '../show/page.ts';
import { readInput } from './read-input.ts';

/** What the command line does with one command's answers. */
export interface Treatment<Input, Output> {
  show(answer: Output, page: Page): string;
  /** For what may take the control plane several calls. */
  readonly follow?: Follow<Input, Output>;
  /** Whether the answer itself is bad news. */
  isTrouble?(answer: Output): boolean;
}

export interface Follow<Input, Output> {
  /** What to ask next; nothing when all was answered, or asking on would get nowhere. */
  next(input: Input, answer: Output): Input | undefined;
  add(before: Output, answer: Output): Output;
  /** How far it has come. */
  progress(answer: Output): string;
}

/** A treatment with its types forgotten, so that all commands' stand in one table. */
export interface Treated {
  /** Throws a `Refusal` for input that the declaration refuses, before anything is asked. */
  perform(given: unknown, call: Call, tell: (progress: string) => void): Promise<Performed>;
}

export type Call = (input: unknown) => Promise<unknown>;

export interface Performed {
  /** As it is given to scripts. */
  readonly answer: unknown;
  readonly isTrouble: boolean;
  show(page: Page): string;
}

export function treat<Input, Output>(
  declaration: Declaration<string, Input, Output>,
  { show, follow, isTrouble }: Treatment<Input, NoInfer<Output>>,
): Treated {
  return {
    async perform(given, call, tell) {
      const input = readInput(declaration, given);
      const first = await call(input);
      let answer = readAnswer(declaration, first);
      let next = follow?.next(input, answer);
      const wasWhole = next === undefined;
      while (follow && next !== undefined) {
        tell(follow.progress(answer));
        const more = readAnswer(declaration, await call(next));
        answer = follow.add(answer, more);
        next = follow.next(next, more);
      }
      return {
        answer: wasWhole ? first : answer,
        isTrouble: isTrouble?.(answer) ?? false,
        show: (page) => show(answer, page),
      };
    },
  };
}

function readAnswer<Output>(
  { name, output }: Pick<Declaration<string, unknown, Output>, 'name' | 'output'>,
  answer: unknown,
): Output {
  const read = output.safeParse(answer);
  if (read.success) return read.data;
  const because = `The answer to ${name} has another shape than this command line knows: it and the control plane are of different versions`;
  throw new Refusal(EXIT.unreachable, { error: 'unreadable-answer', because });
}
