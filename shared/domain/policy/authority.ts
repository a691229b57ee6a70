import { ATTRIBUTES, type AttributeName } from '../event/lifecycle-event.ts';
import { connectionOf } from '../event/source-key.ts';
import type { EngagementAt } from '../timeline/engagement-at.ts';
import { comparable } from './comparable.ts';

/** By attribute, the ids of the connections that are heard of it: the first that states it goes before all others. */
export type Authority = Readonly<Partial<Record<AttributeName, readonly string[]>>>;

/** The connection from which an attribute of these engagements comes; undefined where none that is declared states it. Blank is not stated. */
export const connectionHeard = (
  name: AttributeName,
  engagements: readonly EngagementAt[],
  authority: Authority,
): string | undefined =>
  authority[name]?.find((connection) =>
    engagements.some((one) => connectionOf(one.sourceKey) === connection && isStated(one, name)),
  );

/**
 * Engagements of one worker as policy reads them: a declared attribute is the same in all, as the connection that is heard of it states
 * it. Several engagements of that connection keep their own; the others have that of the one that began last.
 */
export function byAuthority(engagements: readonly EngagementAt[], authority: Authority): readonly EngagementAt[] {
  const givers = ATTRIBUTES.flatMap((name) => {
    const connection = connectionHeard(name, engagements, authority);
    const giver = engagements
      .filter((one) => connectionOf(one.sourceKey) === connection && isStated(one, name))
      .toSorted(byStart)
      .at(-1);
    return giver ? [{ name, giver, connection }] : [];
  });
  return engagements.map((one) => {
    const others = givers.filter(({ connection }) => connection !== connectionOf(one.sourceKey));
    if (others.length === 0) return one;
    const given = Object.fromEntries(others.map(({ name, giver }) => [name, giver.attributes[name]]));
    const from = Object.fromEntries(others.map(({ name, giver }) => [name, giver.sourceKey]));
    return { ...one, attributes: { ...one.attributes, ...given }, from };
  });
}

const isStated = ({ attributes }: EngagementAt, name: AttributeName): boolean =>
  comparable(attributes[name] ?? '') !== '';

/** By the first day, and of one day by the source key, so that the order in which HR speaks means nothing. */
function byStart(a: EngagementAt, b: EngagementAt): number {
  const [first, second] = [a, b].map(({ startDate = '', sourceKey }) => `${startDate} ${sourceKey}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
