/** How wide each column may be, so that a row of them fits a page. */
interface Fitting {
  /** All texts of each column, its title among them. */
  readonly columns: readonly (readonly string[])[];
  readonly gap: number;
  readonly width: number;
}

/**
 * The widths of columns on a page: the widest give way first, and none becomes narrower than its longest word, so that an id can be
 * copied. Undefined where the page is too narrow for that.
 */
export function fittedWidths({ columns, gap, width }: Fitting): readonly number[] | undefined {
  const widths = columns.map((texts) => Math.max(...texts.map(lengthOf)));
  const least = columns.map((texts) => Math.max(...texts.flatMap((text) => text.split(/\s+/).map(lengthOf))));
  const room = width - gap * (columns.length - 1);
  for (let over = sum(widths) - room; over > 0; over = sum(widths) - room) {
    const column = widest(widths, least);
    if (column === undefined) return undefined;
    widths[column] = Math.max(least[column] ?? 0, (widths[column] ?? 0) - 1);
  }
  return widths;
}

/** The text in lines of at most so many characters, broken between words; a word that is longer is broken itself. */
export function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').flatMap((one) => pieces(one, width))) {
      if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines.join('\n');
}

function pieces(word: string, width: number): readonly string[] {
  const characters = Array.from(word);
  if (characters.length <= width) return [word];
  const count = Math.ceil(characters.length / width);
  return Array.from({ length: count }, (_, index) => characters.slice(index * width, (index + 1) * width).join(''));
}

const widest = (widths: readonly number[], least: readonly number[]): number | undefined => {
  const giving = widths.flatMap((width, column) => (width > (least[column] ?? 0) ? [{ width, column }] : []));
  return giving.toSorted((a, b) => b.width - a.width)[0]?.column;
};

const lengthOf = (text: string): number => Array.from(text).length;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
