import { CsvError, parse } from 'csv-parse/sync';
import { invalidInput } from '../send/invalid-input.ts';
import { contentOf } from '../send/read-events.ts';

export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly file: string;
  readonly head: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** Reads a CSV file (RFC 4180, UTF-8) with its head. Throws a `Refusal` that names file and line where it cannot be read. */
export async function readCsv(file: string): Promise<CsvFile> {
  const text = new TextDecoder().decode(await contentOf(file));
  const [head, ...rows] = parsed(text, file);
  if (!head) throw invalidInput(`${file} is empty: its first line names the columns`);
  return { file, head: head.cells.map((cell) => cell.trim()), rows };
}

function parsed(text: string, file: string): readonly CsvRow[] {
  const lines: number[] = [];
  try {
    const records = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record, info) => {
        lines.push(info.lines);
        return record;
      },
    });
    // the reader says where a row ends, and a cell may have lines of its own
    return records.map((cells, index) => ({
      line: (lines[index] ?? 0) - cells.join('').split('\n').length + 1,
      cells,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? `:${error['lines']}` : '';
    throw invalidInput(`${file}${line} is no CSV: a quote is not closed, or stands in the middle of a cell`);
  }
}
