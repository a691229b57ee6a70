import type { Argument, Declaration } from '../../shared/contracts/operate/command.ts';
import { optionOf } from '../../shared/contracts/operate/command-line.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import { typedValue } from '../show/paper/typed-value.ts';
import { givenIn, spelt } from './told-of-fields.ts';

type Declared<Input> = Pick<Declaration<string, Input, unknown>, 'name' | 'input' | 'arguments'>;

/** The same check that the control plane makes, with the names of the command line. */
export function readInput<Input>({ name, input, arguments: args }: Declared<Input>, given: unknown): Input {
  const read = input.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => {
    const argument = args.find(({ field }) => field === path[0]);
    if (!argument) return `${name} ${withOptions(message, args)}${whatWasGiven(given, args)}`;
    const value = givenIn(given, argument.field);
    return `${spelt(argument)}${value === undefined ? '' : ` ${typedValue(value)}`} ${message}`;
  });
  throw new Refusal(EXIT.usage, { error: 'invalid-input', because: problems.join('; ') });
}

/** For what is wrong with the whole: the fields that were given, each as it was typed. */
function whatWasGiven(given: unknown, args: readonly Argument[]): string {
  const typed = args.flatMap((argument) => {
    const value = givenIn(given, argument.field);
    return value === undefined ? [] : [`${spelt(argument)} ${typedValue(value)}`];
  });
  return typed.length === 0 ? '' : ` (given: ${typed.join(', ')})`;
}

/** What is wrong with the whole ends with a list of fields, after a colon. */
function withOptions(message: string, args: readonly Argument[]): string {
  const [says = '', fields] = message.split(/(?<=: )/, 2);
  const isOption = (word: string) => args.some(({ field, as }) => field === word && as !== 'positional');
  return says + (fields ?? '').replaceAll(/\w+/g, (word) => (isOption(word) ? optionOf(word) : word));
}
