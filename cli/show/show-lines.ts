interface JsonLines {
  readonly lines: readonly unknown[];
}

/** The lines of a file of JSON lines. */
export const jsonLines = ({ lines }: JsonLines): readonly string[] => lines.map((line) => JSON.stringify(line));

export const showLines = (file: JsonLines): string => jsonLines(file).join('\n');
