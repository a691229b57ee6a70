import { fileURLToPath } from 'node:url';

/** Where in a source file an error of loading it was found: `file:line:column`, the column where it is known; undefined where nothing says so. */
export function placeOfError(error: unknown): string | undefined {
  const { stack = '' } = error instanceof Error ? error : {};
  // the message of a parse error begins with a line that has the place, then the source with a mark under it
  const [, parsed, line] = /^(\S.*):(\d+)\n/.exec(stack) ?? [];
  if (parsed !== undefined) {
    const mark = stack.split('\n').find((one) => /^\s*\^+\s*$/.test(one));
    return `${pathOf(parsed)}:${line}${mark === undefined ? '' : `:${mark.indexOf('^') + 1}`}`;
  }
  const [, thrown, place] = /at (?:.*\()?(file:\S+?):(\d+:\d+)\)?$/m.exec(stack) ?? [];
  return thrown === undefined ? undefined : `${pathOf(thrown)}:${place}`;
}

const pathOf = (place: string): string => (place.startsWith('file:') ? fileURLToPath(place) : place);
