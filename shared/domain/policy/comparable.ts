/** What HTML writes instead of these characters; HR systems that show their fields on pages send them so. */
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const ENTITY = /&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>amp|lt|gt|quot|apos|nbsp));/gi;

/**
 * The form in which texts are compared, of events and of the configuration alike: HTML entities read as their characters, Unicode's NFKC,
 * every white space one space, trimmed, lower case. The same in every locale: a Turkish or Lithuanian environment changes nothing, `ß` is
 * not `ss`, and an accent counts.
 */
export const comparable = (text: string): string =>
  withoutEntities(text)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[\u00ad\u200b]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Entities of entities too: what was written for a page twice. Each turn makes the text shorter. */
function withoutEntities(text: string): string {
  const read = text.replaceAll(ENTITY, (entity, ...found: readonly unknown[]) => {
    const { hex, decimal, name } = found.at(-1) as Readonly<Partial<Record<'hex' | 'decimal' | 'name', string>>>;
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
  });
  return read === text ? read : withoutEntities(read);
}
