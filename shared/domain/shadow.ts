import type { Fact } from './statement.ts';

export interface Entry {
  readonly at: number;
  readonly fact: Fact;
}

/**
 * Of facts in the order of a timeline those whose every attribute is stated anew by a later one, and from the same instant or already now (epoch ms):
 * no attribute from now on depends on them.
 */
export function overshadowed(entries: readonly Entry[], now: number): ReadonlySet<Fact> {
  const shaded = new Set<Fact>();
  let instant = Number.NaN;
  let stated = new Set<string>();
  let hasLater = false;
  for (const { at, fact } of entries.toReversed()) {
    const group = Math.max(at, now);
    if (group !== instant) {
      instant = group;
      stated = new Set();
      hasLater = false;
    }
    const says = attributesSaid(fact);
    if (hasLater && says.every((name) => stated.has(name))) shaded.add(fact);
    for (const name of says) stated.add(name);
    hasLater = true;
  }
  return shaded;
}

/** Names of what a fact states. That there is an e-mail is more than that something is said of it: by the last one a worker is known. */
function attributesSaid({ attributes }: Fact): readonly string[] {
  const names = Object.keys(attributes);
  return attributes.workEmail ? [...names, 'workEmail stated'] : names;
}
