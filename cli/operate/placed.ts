import type { Argument } from '../../shared/contracts/operate/command.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import { typedValue } from '../show/paper/typed-value.ts';

interface Typed {
  /** The words that were given by their place, in order. */
  readonly words: readonly string[];
  /** What was given as `--target`. */
  readonly target: unknown;
}

/**
 * Which field each word stands for. A target may be given by its place or as `--target`, and then the other words move up; said in both
 * ways it must be one target. Throws a `Refusal` where it is two.
 */
export function placed(fields: readonly string[], { words, target }: Typed): Readonly<Record<string, string>> {
  const at = fields.indexOf('target');
  if (typeof target !== 'string' || words[at] === target) return zipped(fields, words);
  const others = fields.filter((field) => field !== 'target');
  if (words.length <= others.length) return { ...zipped(others, words), target };
  const because = `target ${typedValue(words[at])} and --target ${typedValue(target)} are two targets: give one`;
  throw new Refusal(EXIT.usage, { error: 'usage', because });
}

const zipped = (fields: readonly string[], words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(words.map((word, index) => [fields[index] ?? '', word]));

/** How the words of a command are shown in its usage line. */
export const usageOf = (args: readonly Argument[], isRequired: (field: string) => boolean): string =>
  ['[options]', ...args.map(({ field }) => (isRequired(field) ? `<${field}>` : `[${field}]`))].join(' ');
