/** One mistake in a configuration: `${where} ${problem}: ${fix}` is a sentence for its author. */
export interface Problem {
  /** For instance `rules[3] "eng-members" when.attribute`. */
  readonly where: string;
  readonly problem: string;
  readonly fix: string;
}

/** The names one may choose from, for the end of a fix. */
export const choices = (names: readonly string[]): string =>
  names.length === 0 ? 'none so far' : [...names].sort().join(', ');
