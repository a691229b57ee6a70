import type { Declaration } from '../../shared/contracts/operate/command.ts';
import type { CommandName } from '../../shared/contracts/operate/registry.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import type { Page } from '../show/paper/page.ts';
import type { Sheet } from '../show/paper/sheet.ts';
import { readInput } from './read-input.ts';

/** What the command line does with one command's answers. */
export interface Presentation<Input, Output> {
  readonly show: (answer: Output, page: Page) => string;
  /** For what may take the control plane several calls. */
  readonly follow?: Follow<Input, Output>;
  /** For what is a list, and may be wanted in a spreadsheet. */
  readonly csv?: (answer: Output) => Sheet;
  /** For what is a file: its lines, which are printed answer by answer, so that its size does not matter. */
  readonly lines?: (answer: Output) => readonly string[];
  /** Whether the answer itself is bad news. */
  readonly isTrouble?: (answer: Output) => boolean;
  /**
   * For what names a file of the person who types: what is asked in its place, one input after the other; `follow` adds the answers up.
   * Throws a `Refusal` for a file that cannot be used.
   */
  readonly inputs?: (given: Given, ask: Ask) => Promise<readonly Given[]>;
}

/** What was typed, by field. */
export type Given = Readonly<Record<string, string | boolean>>;

/** Asks any command of the control plane. */
export type Ask = (command: CommandName, input: unknown) => Promise<unknown>;

export interface Follow<Input, Output> {
  /** What to ask next; nothing when all was answered, or asking on would get nowhere. */
  next(input: Input, answer: Output): Input | undefined;
  add(before: Output, answer: Output): Output;
  /** How far it has come. */
  progress(answer: Output): string;
}

/** A presentation with its types forgotten, so that one table holds those of all commands. */
export interface Presented {
  /** Whether its answer can be had as a sheet. */
  readonly isSheet: boolean;
  /** Throws a `Refusal` for input that the declaration refuses, before anything is asked. */
  perform(given: Given, call: Call, telling: Telling): Promise<Performed>;
}

interface Telling {
  readonly tell: (progress: string) => void;
  /** Writes lines of a file as they come. */
  readonly print?: ((lines: readonly string[]) => void) | undefined;
  readonly ask: Ask;
}

export type Call = (input: unknown) => Promise<unknown>;

interface Performed {
  /** As it is given to scripts. */
  readonly answer: unknown;
  readonly isTrouble: boolean;
  readonly show: (page: Page) => string;
  readonly sheet?: () => Sheet;
  /** Everything was printed already. */
  readonly isPrinted: boolean;
}

export function present<Input, Output>(
  declaration: Declaration<string, Input, Output>,
  { show, follow, csv, lines, isTrouble, inputs }: Presentation<Input, NoInfer<Output>>,
): Presented {
  return {
    isSheet: csv !== undefined,
    async perform(given, call, { tell, print, ask: askOther }) {
      const typed = inputs ? await inputs(given, askOther) : [given];
      const [input, ...others] = typed.map((one) => readInput(declaration, one));
      if (input === undefined) throw new Error(`${declaration.name} has nothing to ask`);
      const first = await call(input);
      const ask = async (next: Input) => readAnswer(declaration, await call(next));
      const whole = readAnswer(declaration, first);
      const each = lines && print && ((one: Output) => print(lines(one)));
      let answer = follow ? await followed({ input, answer: whole, follow, ask, tell, each }) : whole;
      for (const other of others) {
        if (follow) tell(follow.progress(answer));
        answer = follow?.add(answer, await ask(other)) ?? answer;
      }
      return {
        answer: answer === whole ? first : answer,
        isTrouble: isTrouble?.(answer) ?? false,
        show: (page) => show(answer, page),
        ...(csv && { sheet: () => csv(answer) }),
        isPrinted: each !== undefined,
      };
    },
  };
}

interface Following<Input, Output> {
  readonly input: Input;
  readonly answer: Output;
  readonly follow: Follow<Input, Output>;
  readonly ask: (input: Input) => Promise<Output>;
  readonly tell: (progress: string) => void;
  /** What becomes of each answer, where they are not added up. */
  readonly each: ((answer: Output) => void) | undefined;
}

/** The first answer itself, where nothing is left to ask. */
async function followed<Input, Output>({
  input,
  answer,
  follow,
  ask,
  tell,
  each,
}: Following<Input, Output>): Promise<Output> {
  let sum = answer;
  each?.(answer);
  for (let next = follow.next(input, answer); next !== undefined; ) {
    tell(follow.progress(sum));
    const more = await ask(next);
    each?.(more);
    sum = each ? more : follow.add(sum, more);
    next = follow.next(next, more);
  }
  return sum;
}

function readAnswer<Output>(
  { name, output }: Pick<Declaration<string, unknown, Output>, 'name' | 'output'>,
  answer: unknown,
): Output {
  const read = output.safeParse(answer);
  if (read.success) return read.data;
  const because = `The answer to ${name} has an unknown format: this command line and the control plane have different versions`;
  throw new Refusal(EXIT.unreachable, { error: 'unreadable-answer', because });
}
