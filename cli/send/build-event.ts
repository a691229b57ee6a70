import { lifecycleEventSchema, workerAttributes } from '../../shared/contracts/event/lifecycle-event-schema.ts';
import { typedValue } from '../show/paper/typed-value.ts';
import { invalidInput } from './invalid-input.ts';
import type { SendOptions } from './send-options.ts';

const { kind: KIND, phase: PHASE } = lifecycleEventSchema.shape.data.shape;

/** Where nothing needs a date, none is made up. */
const UNDATED = ['record_deleted', 'observed', 'identity_changed'];

export interface Origin {
  /** Epoch ms, by the clock of the receiver. */
  readonly now: number;
  /** The zone of dates that come without one. */
  readonly timeZone: string;
  readonly newId: () => string;
}

export interface BuiltEvent {
  /** Without what is wrong with the options, so that the rest of it can be checked. */
  readonly event: object;
  /** What is wrong with the options, a sentence each. */
  readonly problems: readonly string[];
}

/** A canonical event from what was typed. Whether it is valid is for the schema to say. */
export function buildEvent(options: SendOptions, { now, timeZone: zone, newId }: Origin): BuiltEvent {
  const { kind, phase = 'effective', sourceWorkerId, engagementId, supersedes, sequence, id = newId() } = options;
  if (kind === undefined || sourceWorkerId === undefined)
    throw invalidInput('Say what to send: a file, or --kind and --source-worker-id');
  const { timeZone = zone } = options;
  const pairs = (options.set ?? []).map((pair) => /^([^=]+)=(.*)$/s.exec(pair) ?? [pair]);
  const isAttribute = (name: string | undefined) => name !== undefined && Object.hasOwn(workerAttributes, name);
  const problems = [
    ...oneOf('--kind', kind, KIND.options),
    ...oneOf('--phase', phase, PHASE.options),
    ...(isTimeZone(timeZone)
      ? []
      : [`--time-zone ${typedValue(timeZone)} must be an IANA time zone, such as Europe/Berlin`]),
    ...pairs
      .filter(([, name]) => !isAttribute(name))
      .map(
        ([pair]) =>
          `--set ${typedValue(pair)} must be attribute=value, with one of: ${Object.keys(workerAttributes).join(', ')}`,
      ),
  ];
  const isDated = options.date !== undefined || options.immediate === true || !UNDATED.includes(kind);
  const effective = { ...options, timeZone: isTimeZone(timeZone) ? timeZone : 'UTC' };
  const event = {
    specversion: '1.0',
    id,
    source: 'urn:atlan-lifecycle:command-line',
    type: `atlan-lifecycle.worker.${kind}.v1`,
    time: new Date(now).toISOString(),
    ...(sequence !== undefined && { sequence }),
    data: {
      kind: KIND.options.find((one) => one === kind) ?? 'joined',
      phase: PHASE.options.find((one) => one === phase) ?? 'effective',
      worker: {
        sourceWorkerId,
        ...(options.email !== undefined && { workEmail: options.email }),
        ...Object.fromEntries(pairs.flatMap(([, name = '', value]) => (isAttribute(name) ? [[name, value]] : []))),
      },
      effective: isDated ? effectiveOf(effective, now) : null,
      ...(engagementId !== undefined && { engagementId }),
      ...(supersedes !== undefined && { supersedes }),
    },
  };
  return { event, problems };
}

const oneOf = (option: string, value: string, words: readonly string[]): readonly string[] =>
  words.includes(value) ? [] : [`${option} ${typedValue(value)} must be one of: ${words.join(', ')}`];

const effectiveOf = (
  { date, timeZone, immediate }: Pick<SendOptions, 'date' | 'immediate'> & { readonly timeZone: string },
  now: number,
): object => ({
  // this language writes dates as ISO 8601 does
  date: date ?? new Intl.DateTimeFormat('en-CA', { timeZone }).format(now),
  timeZone,
  ...(immediate === true && { immediate }),
});

/** Whether this machine knows the zone; an offset is for the schema to refuse. */
function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
