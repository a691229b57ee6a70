/** Kong's and the standard's names for what is left of a limit; it is not documented which of them Atlan sends. */
const NAME = /^((x-)?ratelimit-[a-z-]+|retry-after)$/;
/** Figures and dates; anything else is not for a log line. */
const VALUE = /^[\w .,:;=-]{1,64}$/;

export function limitsSaid(headers: Headers): { readonly limits?: Readonly<Record<string, string>> } {
  const said = [...headers].filter(([name, value]) => NAME.test(name) && VALUE.test(value));
  return said.length === 0 ? {} : { limits: Object.fromEntries(said) };
}
