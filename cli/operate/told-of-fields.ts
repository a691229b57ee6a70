import type { Argument } from '../../shared/contracts/operate/command.ts';
import { optionOf } from '../../shared/contracts/operate/command-line.ts';
import { typedValue } from '../show/paper/typed-value.ts';

export interface Problem {
  readonly field: string;
  readonly problem: string;
}

/** How a field is named on the command line. */
export const spelt = ({ field, as }: Pick<Argument, 'field' | 'as'>): string =>
  as === 'positional' ? field : optionOf(field);

/** The problems of fields with the names of the command line and the value that was typed, which the control plane does not repeat. */
export const toldOfFields = (problems: readonly Problem[], args: readonly Argument[], given: unknown): string =>
  problems
    .map(({ field, problem }) => {
      const argument = args.find((one) => one.field === field);
      return `${argument ? spelt(argument) : field} ${typedValue(givenIn(given, field))}: ${problem}`;
    })
    .join('\n');

/** The value of a field of an input, if it has one. */
export const givenIn = (given: unknown, field: string): unknown =>
  typeof given === 'object' && given !== null && Object.hasOwn(given, field)
    ? Object.entries(given).find(([name]) => name === field)?.[1]
    : undefined;
