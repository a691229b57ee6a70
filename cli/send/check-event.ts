import { examineLifecycleEvent } from '../../shared/contracts/event/lifecycle-event.ts';
import { sentenceOf } from '../../shared/contracts/event/mend-event.ts';
import { givenIn } from '../operate/told-of-fields.ts';
import { typedValue } from '../show/paper/typed-value.ts';
import { invalidInput } from './invalid-input.ts';

/** An event that ingest will take, and what it will be known by. */
export interface Checked {
  readonly wire: unknown;
  /** As the sender named it. */
  readonly id: string;
  readonly kind: string;
  readonly phase: string;
  readonly sourceWorkerId: string;
  readonly sourceKey: string;
  /** As the ledger names it. */
  readonly eventId: string;
}

export interface CheckedEvents {
  readonly events: readonly Checked[];
  /** What ingest will leave out of them, and why. */
  readonly warnings: readonly string[];
}

export interface Door {
  readonly connection: string;
  readonly isHook: boolean;
  /** Built from options, which the user can correct: no attribute of it is left out. */
  readonly isTyped: boolean;
  /** What is wrong with the options that it was built from. */
  readonly problems: readonly string[];
  /** The connection always sends a sequence. */
  readonly sequence: 'always' | undefined;
  /** Epoch ms, by the clock of ingest. */
  readonly receivedAt: number;
}

/** With dots one signature could be valid for another id and time. */
const WEBHOOK_ID = /^[^.\s]{1,256}$/;

/** Reads events as ingest does. Throws a `Refusal` that lists all problems of all events, by field, with the field's value. */
export function checkEvents(events: readonly unknown[], door: Door): CheckedEvents {
  const where = (index: number) => (events.length === 1 ? '' : `[${index}]: `);
  const found = events.map((event, index) => {
    const { checked, errors, warnings } = checkEvent(event, door);
    const said = (sentences: readonly string[]) =>
      sentences.map((sentence) => `${where(index)}${withValue(sentence, event)}`);
    return { checked, errors: said(errors), warnings: said(warnings) };
  });
  const errors = [...door.problems, ...found.flatMap((one) => one.errors)];
  const warnings = found.flatMap((one) => one.warnings).map((sentence) => `${sentence}; it will be left out`);
  if (errors.length > 0) throw invalidInput([...errors, ...warnings].join('\n'));
  return { events: found.flatMap(({ checked }) => checked ?? []), warnings };
}

/** The sentence with the value of the field that it begins with: the file, and the terminal, are those of the person who sends it. */
function withValue(sentence: string, event: unknown): string {
  const [place = ''] = sentence.split(' ', 1);
  const value = place.split('.').reduce(givenIn, event);
  if (value === undefined || value === null || typeof value === 'object') return sentence;
  return `${place} ${typedValue(value)}${sentence.slice(place.length)}`;
}

interface Found {
  readonly checked?: Checked;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function checkEvent(wire: unknown, { connection, isHook, isTyped, sequence, receivedAt }: Door): Found {
  const {
    decoded,
    wire: taken,
    refused,
    leftOut,
  } = examineLifecycleEvent(wire, {
    connection,
    defaultTimeZone: 'UTC',
    receipt: { at: receivedAt, turn: '' },
    place: 0,
    sequence,
    vendorEventId: (source, id) => (isHook ? id : `${source}|${id}`),
    supersededEventId: (_source, supersedes) => supersedes,
  });
  const isUndated = decoded.kind === 'event' && decoded.event.kind === 'left' && decoded.event.effective === null;
  // without a date an ending waits for a person, without an id it cannot be sent again
  const hasToBeRight = (attribute: string) => isTyped || attribute === 'id' || (attribute === 'date' && isUndated);
  const isBadId = isHook && taken !== undefined && !WEBHOOK_ID.test(taken.id);
  const errors = [
    ...refused,
    ...leftOut.filter(({ attribute }) => hasToBeRight(attribute)).map(sentenceOf),
    ...(isBadId
      ? ['id must have no dots and no spaces to go through a hook; give it another one, or send it without --hook']
      : []),
  ];
  const warnings = leftOut.filter(({ attribute }) => !hasToBeRight(attribute)).map(sentenceOf);
  if (decoded.kind !== 'event' || !taken) return { errors, warnings };
  const { kind, phase, sourceKey, id: eventId } = decoded.event;
  const { id, data } = taken;
  return {
    checked: { wire, id, kind, phase, sourceWorkerId: data.worker.sourceWorkerId, sourceKey, eventId },
    errors,
    warnings,
  };
}
