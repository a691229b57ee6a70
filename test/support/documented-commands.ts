import { globSync, readFileSync } from 'node:fs';

export const PAGES = ['README.md', 'SECURITY.md', ...globSync('docs/**/*.md').sort()];

/** Quotes code of the repository, which is no command. */
export const QUOTING = 'docs/generated/mutation.md';

export interface Documented {
  readonly page: string;
  readonly line: number;
  /** The command as it stands there, without what a shell would do with its output. */
  readonly text: string;
}

const FENCED = /^```\w*\n[\s\S]*?^```$/gm;

/** Every line of a fenced block, continued lines joined. */
export function fencedLines(page: string): readonly Documented[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(FENCED)].flatMap((block) => {
    const first = lineOf(text, block.index) + 1;
    const lines = block[0].split('\n').slice(1, -1);
    return lines.flatMap((line, index) => {
      if (index > 0 && lines[index - 1]?.endsWith('\\')) return [];
      let whole = line;
      for (let next = index; lines[next]?.endsWith('\\'); next++)
        whole = `${whole.slice(0, -1)} ${lines[next + 1] ?? ''}`;
      return [{ page, line: first + index, text: whole.trim().replace(/^\$ /, '') }];
    });
  });
}

/** Everything between backticks outside of fenced blocks. */
export function inlineCode(page: string): readonly Documented[] {
  const text = readFileSync(page, 'utf8').replaceAll(FENCED, (block) => block.replaceAll(/[^\n]/g, ' '));
  return [...text.matchAll(/`([^`\n]+)`/g)].map(({ 1: code = '', index }) => ({
    page,
    line: lineOf(text, index),
    text: code.trim(),
  }));
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const WORD = /(?:[^\s'"|;&<>#]|'[^']*'|"[^"]*"|<[^>\s]*>)+/y;

/** The words of a command up to a pipe, a redirection, a comment or a second command, without their quotes. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    WORD.lastIndex = at;
    const [word] = WORD.exec(text) ?? [];
    if (word === undefined) break;
    words.push(
      word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_all, single?: string, double?: string) => single ?? double ?? ''),
    );
    at = WORD.lastIndex;
  }
  return words;
}

/** The words after the name of our command line, or undefined for another program. */
export function cliWords({ text }: Documented): readonly string[] | undefined {
  const found = /^(?:npm run (?:-s )?atlan-lifecycle -- |atlan-lifecycle )(.*)$/.exec(text);
  return found ? shellWords(found[1] ?? '') : undefined;
}
