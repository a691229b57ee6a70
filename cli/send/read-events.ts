import { readFile } from 'node:fs/promises';

import { parseEventBody } from '../../shared/contracts/lifecycle-event-body.ts';
import { invalidInput } from './invalid-input.ts';

/** What a file (`-`: standard input) holds: one event, or a list of them. Whether they are valid is for the schema to say. */
export async function readEvents(file: string, stdin: AsyncIterable<string | Uint8Array>): Promise<readonly unknown[]> {
  const parsed = parseEventBody(file === '-' ? await all(stdin) : await contentOf(file));
  if (parsed === undefined) throw invalidInput(`${file === '-' ? 'Standard input' : file} is not JSON in UTF-8`);
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
  } catch {
    throw invalidInput(`The file ${file} cannot be read`);
  }
}
