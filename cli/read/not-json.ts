import { typedValue } from '../show/paper/typed-value.ts';
import { jsonFault } from './json-fault.ts';
import { lineAndColumn } from './line-and-column.ts';

/** Why what a file holds cannot be read as JSON, with its line and column, for the person whose file it is. */
export function notJson(file: string, bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  const fault = jsonFault(text);
  if (!fault) return `${file} is not text in UTF-8`;
  const { line, column } = lineAndColumn(text, fault.at);
  const point = text.codePointAt(fault.at);
  const found = point === undefined ? 'the file ends' : `there is ${typedValue(String.fromCodePoint(point))}`;
  return `${file}:${line}:${column}: not JSON: ${found} where ${fault.expected} is expected`;
}
