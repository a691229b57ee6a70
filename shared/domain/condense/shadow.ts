import type { Fact } from '../timeline/statement.ts';

export interface Entry {
  readonly at: number;
  readonly fact: Fact;
}

/**
 * Of facts in the order of a timeline those whose every attribute is stated again by a later one, from the same instant on or already now
 * (epoch ms): no attribute from now on depends on them.
 */
export function overshadowed(entries: readonly Entry[], now: number): ReadonlySet<Fact> {
  const shaded = new Set<Fact>();
  const hasLeaves = entries.some(({ fact }) => 'onLeave' in fact.attributes);
  const stated = new Map<number, Set<string>>();
  for (const { at, fact } of entries.toReversed()) {
    const from = Math.max(at, now);
    const later = stated.get(from);
    const says = attributesSaid(fact, hasLeaves);
    if (!later) stated.set(from, new Set(says));
    else if (says.every((name) => later.has(name))) shaded.add(fact);
    else for (const name of says) later.add(name);
  }
  return shaded;
}

/**
 * Names of what a fact states; a start ends a leave. That there is an e-mail is more than that something is said of it: by the last one a
 * worker is known.
 */
function attributesSaid({ attributes, kind }: Fact, hasLeaves: boolean): readonly string[] {
  const names = [...Object.keys(attributes), ...(hasLeaves && kind === 'joined' ? ['onLeave'] : [])];
  return attributes.workEmail ? [...names, 'workEmail stated'] : names;
}

/**
 * Of facts in the order of a timeline the moves that have taken effect by now (epoch ms) and state only what held already: no attribute
 * that is read depends on them.
 */
export function repeated(entries: readonly Entry[], now: number): ReadonlySet<Fact> {
  const held = new Map<string, string | null>();
  const found = new Set<Fact>();
  for (const [index, { at, fact }] of entries.entries()) {
    if (at > now) break;
    const said = Object.entries(fact.attributes);
    const isNothingNew = index > 0 && said.every(([name, value]) => held.get(name) === value);
    if (isNothingNew && fact.kind === 'moved') found.add(fact);
    if (fact.kind === 'joined') held.set('onLeave', 'no');
    for (const [name, value] of said) held.set(name, value);
  }
  return found;
}
