/**
 * A Python script without comments, its own description, blank lines and deep indents, and with one line of imports; it does the same. No text in it
 * may go over several lines.
 */
export const compactPython = (script: string): string => {
  const lines = script
    .split('\n')
    .filter((line) => !/^(\s*(#.*)?|""".*""")$/.test(line))
    .map((line) => line.replace(/^(?: {4})+/, (indent) => ' '.repeat(indent.length / 4)));
  const isImport = (line: string) => /^import \S+$/.test(line);
  const imported = lines.filter(isImport).map((line) => line.slice('import '.length));
  return [
    ...(imported.length > 0 ? [`import ${imported.join(', ')}`] : []),
    ...lines.filter((line) => !isImport(line)),
  ].join('\n');
};
