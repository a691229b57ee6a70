import { workerAttributes } from '../../shared/contracts/lifecycle-event-schema.ts';
import { invalidInput } from './invalid-input.ts';
import type { SendOptions } from './send-options.ts';

/** Where nothing needs a date, none is made up. */
const UNDATED = ['record_deleted', 'observed', 'identity_changed'];

export interface Origin {
  /** Epoch ms, by the clock of whoever receives it. */
  readonly now: number;
  /** The zone of dates that come without one. */
  readonly timeZone: string;
  readonly newId: () => string;
}

/** A canonical event from what was typed. Whether it is valid is for the schema to say. */
export function buildEvent(options: SendOptions, { now, timeZone, newId }: Origin): object {
  const { kind, phase = 'effective', sourceWorkerId, engagementId, supersedes, sequence, id = newId() } = options;
  if (kind === undefined || sourceWorkerId === undefined)
    throw invalidInput('Say what to send: a file, or --kind and --source-worker-id');
  const isDated = options.date !== undefined || options.immediate === true || !UNDATED.includes(kind);
  return {
    specversion: '1.0',
    id,
    source: 'urn:atlan-lifecycle:command-line',
    type: `atlan-lifecycle.worker.${kind}.v1`,
    time: new Date(now).toISOString(),
    ...(sequence !== undefined && { sequence }),
    data: {
      kind,
      phase,
      worker: { sourceWorkerId, ...attributesOf(options) },
      effective: isDated ? effectiveOf(options, { now, timeZone }) : null,
      ...(engagementId !== undefined && { engagementId }),
      ...(supersedes !== undefined && { supersedes }),
    },
  };
}

function effectiveOf(options: SendOptions, { now, timeZone: zone }: Pick<Origin, 'now' | 'timeZone'>): object {
  const { timeZone = zone, immediate } = options;
  return { date: options.date ?? today(now, timeZone), timeZone, ...(immediate === true && { immediate }) };
}

function today(now: number, timeZone: string): string {
  try {
    // this language writes dates as ISO 8601 does
    return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
  } catch {
    throw invalidInput('--time-zone must be an IANA time zone, such as Europe/Berlin');
  }
}

function attributesOf({ email, set = [] }: SendOptions): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = email === undefined ? {} : { workEmail: email };
  for (const pair of set) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (!Object.hasOwn(workerAttributes, name))
      throw invalidInput(`--set must be attribute=value, with one of: ${Object.keys(workerAttributes).join(', ')}`);
    attributes[name] = value;
  }
  return attributes;
}
