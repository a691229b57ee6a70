import { ATTRIBUTES, type LifecycleEvent } from '../event/lifecycle-event.ts';
import { isSaidAtOnce } from '../event/order.ts';
import { canonicalJson } from '../text/canonical-json.ts';

/**
 * Whether two events cannot both hold although HR put neither before the other: which one counts is decided by the order of receipt. An event
 * that names the other in `supersedes` says itself what counts.
 */
export function contradict(one: LifecycleEvent, other: LifecycleEvent): boolean {
  if (one.id === other.id || one.sourceKey !== other.sourceKey || !isSaidAtOnce(one, other)) return false;
  if (one.engagementId !== other.engagementId) return false;
  if (one.supersedes === other.id || other.supersedes === one.id) return false;
  const [isTaken, isOtherTaken] = [one.phase === 'cancelled', other.phase === 'cancelled'];
  if (isTaken || isOtherTaken) return one.kind === other.kind && isTaken !== isOtherTaken;
  const isSameTime = canonicalJson(one.effective) === canonicalJson(other.effective);
  if (one.kind === other.kind && !isSameTime) return isOfOne(one) || isOfOne(other);
  return isSameTime && isOtherwise(one, other);
}

/** Of these one replaces another of its kind: there is one end, and a correction is of one statement. */
const isOfOne = ({ kind, phase }: LifecycleEvent): boolean => kind === 'left' || phase === 'corrected';

const isOtherwise = ({ attributes: a }: LifecycleEvent, { attributes: b }: LifecycleEvent): boolean =>
  ATTRIBUTES.some((name) => a[name] !== undefined && b[name] !== undefined && a[name] !== b[name]);
