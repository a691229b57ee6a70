const SECONDS = /^\d{1,12}$/;
const ISO = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|([+-]\d{2}):?(\d{2}))$/;

/** Epoch ms of a time as BambooHR writes it: whole seconds, or ISO 8601 with an offset, which it writes without a colon. */
export function momentOf(text: string): number | undefined {
  if (SECONDS.test(text)) return Number(text) * 1000;
  const [, local, zone, hours, minutes] = ISO.exec(text) ?? [];
  if (local === undefined) return undefined;
  const at = Date.parse(`${local}${zone === 'Z' ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(at) || at < 0 ? undefined : at;
}
