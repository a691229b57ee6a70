/** The same JSON with everything beyond ASCII escaped, so that no queue, bus or proxy has an opinion on its characters. */
export const asciiOnly = (json: string): string =>
  json.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON of a value in ASCII alone. Reads back as what `JSON.stringify` would have written, lone halves of characters among it. */
export const asciiJson = (value: object): string => asciiOnly(JSON.stringify(value));
