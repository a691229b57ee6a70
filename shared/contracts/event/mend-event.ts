import { civilDate } from '../../domain/civil-time.ts';
import { END_DATES, type Rejected } from '../../domain/event/lifecycle-event.ts';
import { lifecycleEventSchema, type WireEvent } from './lifecycle-event-schema.ts';

export interface Mending {
  /** Whether it ends a worker's access: then only who, kind and date have to be right. */
  readonly isEnding: boolean;
  /** Epoch ms; when it happened, for an ending that does not say so. */
  readonly receivedAt: number;
  readonly defaultTimeZone: string;
}

/** What was left out, and where in the event it stood. */
export interface LeftOut extends Rejected {
  readonly place: string;
}

export interface Mended {
  /** What is left; undefined where something that has to be right is not. */
  readonly wire: WireEvent | undefined;
  /** What has to be right and is not, in the order of the format. */
  readonly refused: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Without these it is not known which worker an event is about, or that it is an ending. */
const WHO_AND_WHAT = ['', 'data', 'data.kind', 'data.worker', 'data.worker.sourceWorkerId'];
const DATE = 'data.effective.date';
/** What an event may lack, whatever it says. */
const OPTIONAL: readonly string[] = ['timeZone', ...END_DATES].map((name) => `data.effective.${name}`);

/**
 * Leaves out of a canonical event whatever is wrong and not needed: attributes and the zone in any event, and in an ending all but who,
 * kind and date. An ending whose date cannot be read keeps `effective: null`. Names and reasons quote nothing.
 */
export function mendEvent(input: unknown, mending: Mending): Mended {
  const byName = new Map<string, LeftOut>();
  let mended = input;
  // each round leaves out one thing more
  for (;;) {
    const result = lifecycleEventSchema.safeParse(mended);
    const leftOut = [...byName.values()];
    if (result.success) return { wire: result.data, refused: [], leftOut };
    const wrong = wrongOf(result.error.issues);
    const droppable = wrong.filter(({ place }) => mayBeLeftOut(place, mending));
    // what else says when it ends is read before the date is given up
    const [next] = droppable.toSorted((a, b) => Number(a.place === DATE) - Number(b.place === DATE));
    if (!next) return { wire: undefined, refused: wrong.map(sentenceOf), leftOut };
    const attribute = attributeAt(next.place);
    if (!byName.has(attribute)) byName.set(attribute, { attribute, ...next });
    mended = withoutWrong(mended, next.place, mending);
  }
}

/** A sentence for the sender. */
export const sentenceOf = ({ place, why }: Wrong): string => `${place || 'the event'} ${why}`;

interface Wrong {
  readonly place: string;
  readonly why: string;
}

/** The first thing that is wrong at each place. */
function wrongOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]) {
  const wrong = new Map<string, Wrong>();
  for (const { path, message } of issues) {
    const place = path.join('.');
    if (!wrong.has(place)) wrong.set(place, { place, why: message });
  }
  return [...wrong.values()];
}

function mayBeLeftOut(place: string, { isEnding }: Mending): boolean {
  if (WHO_AND_WHAT.includes(place)) return false;
  return isEnding || place.startsWith('data.worker.') || OPTIONAL.includes(place);
}

/** An ending is asked for its date; what holds the date is a matter of the format. */
const attributeAt = (place: string): string => {
  const name = place.split('.').at(-1) ?? '';
  return name === 'effective' ? 'date' : name;
};

function withoutWrong(event: unknown, place: string, mending: Mending): unknown {
  const path = place.split('.');
  switch (place) {
    case 'specversion':
      return withAt(event, path, '1.0');
    case 'id':
    case 'source':
    case 'type':
      return withAt(event, path, 'unusable');
    case 'time':
      return withAt(event, path, new Date(mending.receivedAt).toISOString());
    case 'data.phase':
      return withAt(event, path, 'effective');
    case 'data.effective':
      return withAt(event, path, null);
    case DATE: {
      const date = dateSaidElsewhere(event, mending);
      return date === undefined ? withAt(event, ['data', 'effective'], null) : withAt(event, path, date);
    }
    case 'data.effective.instant':
      // an instant was asked for and there is none: what is left is the day
      return withAt(withAt(event, path, undefined), ['data', 'effective', 'boundary'], undefined);
    default:
      return withAt(event, path, undefined);
  }
}

/** The civil date of an ending that is to act at once, or that names its instant. */
function dateSaidElsewhere(event: unknown, { defaultTimeZone }: Mending): string | undefined {
  const at = (...path: readonly string[]) => path.reduce<unknown>((object, name) => fieldsOf(object)[name], event);
  const { immediate, boundary, instant, timeZone } = fieldsOf(at('data', 'effective'));
  const said = immediate === true ? at('time') : boundary === 'instant' ? instant : undefined;
  if (typeof said !== 'string') return undefined;
  return civilDate(Date.parse(said), typeof timeZone === 'string' ? timeZone : defaultTimeZone);
}

/** A copy with another value at a place; `undefined` is nothing. */
function withAt(object: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const fields = fieldsOf(object);
  return { ...fields, [name]: withAt(fields[name], rest, value) };
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
