/** A Python script without comments, blank lines and deep indents; it does the same. No text in it may go over several lines. */
export const compactPython = (script: string): string =>
  script
    .split('\n')
    .filter((line) => !/^\s*(#.*)?$/.test(line))
    .map((line) => line.replace(/^(?: {4})+/, (indent) => ' '.repeat(indent.length / 4)))
    .join('\n');
