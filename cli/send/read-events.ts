import { readFile } from 'node:fs/promises';

import { parseEventBody } from '../../shared/contracts/event/lifecycle-event-body.ts';
import { notJson } from '../read/not-json.ts';
import { invalidInput } from './invalid-input.ts';

/** What a file (`-`: standard input) holds: one event, or a list of them. Whether they are valid is for the schema to say. */
export async function readEvents(file: string, stdin: AsyncIterable<string | Uint8Array>): Promise<readonly unknown[]> {
  const bytes = file === '-' ? await all(stdin) : await contentOf(file);
  const parsed = parseEventBody(bytes);
  if (parsed === undefined) throw invalidInput(notJson(file === '-' ? 'standard input' : file, bytes));
  const events: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (events.length === 0) throw invalidInput('The list holds no event');
  return events;
}

async function all(stdin: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

export async function contentOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : 'it is not a file that you may read';
    throw invalidInput(`The file ${file} cannot be read: ${why}`);
  }
}
