import { done, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { type About, rejection } from '../../http/rejection.ts';
import { notSeen } from '../../http/settle.ts';
import type { Reply } from '../../http/target-request.ts';
import type { Rejected } from '../../http/verdict.ts';
import type { ErrorBody } from '../http/error-body.ts';
import type { Organisation } from './organisation.ts';

/** Version 1 said "up to 30 seconds"; version 2 says nothing. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

export type Look = () => Promise<Outcome<boolean>>;

/** Reads again, with growing pauses, until the look says yes or `consistencyMs` and the call's deadline are over. */
export async function untilSeen({ clock, settings }: Organisation, look: Look, call: Call): Promise<Outcome<boolean>> {
  const until = Math.min(clock.now() + settings.consistencyMs, call.deadline);
  for (const pause of PAUSES_MS) {
    const seen = await look();
    const left = until - clock.now();
    if (seen.kind !== 'done' || seen.value || left <= 0) return seen;
    await clock.sleep(Math.min(pause, left));
  }
  return look();
}

export interface Change {
  readonly about: Pick<About, 'operation' | 'hint'>;
  /** Whether a read shows the change. */
  readonly look: Look;
  /** What a no means that has a meaning of its own; undefined for any other. */
  readonly onNo?: (no: Rejected<ErrorBody>) => Promise<Outcome<void> | undefined>;
}

/** What came of a write: it counts only when a read shows it, and a write whose answer was lost is looked for the same way. */
export async function settleChange(
  organisation: Organisation,
  reply: Reply<ErrorBody>,
  { about, look, onNo }: Change,
  call: Call,
): Promise<Outcome<void>> {
  const { name } = organisation;
  switch (reply.kind) {
    case 'answered': {
      const seen = await untilSeen(organisation, look, call);
      if (seen.kind !== 'done') return seen;
      return seen.value ? done(undefined) : { kind: 'retryable', because: notShown(name, about.operation) };
    }
    case 'rejected':
      return (await onNo?.(reply)) ?? refusal(organisation, about, reply);
    case 'lost': {
      const seen = await untilSeen(organisation, look, call);
      if (seen.kind !== 'done') return seen;
      return seen.value ? done(undefined) : notSeen({ tenant: organisation, operation: about.operation }, reply);
    }
    case 'wait':
    case 'retryable':
      return reply;
  }
}

export const notShown = (name: string, operation: string): string =>
  `${name} accepted ${operation}, and reads do not show it yet; it is looked at again`;

/** The organisation or the directory is not there, which is not about the account or group that was asked for. */
const ABOUT_US = new Set(['ADMIN-404-2', 'ADMIN-UAM-415-1']);

export const refusal = (tenant: Organisation, about: Pick<About, 'operation' | 'hint'>, no: Rejected): NotDone =>
  rejection({ tenant, ...about, about: ABOUT_US.has(no.error.code ?? '') ? 'request' : 'thing' }, no);

/** Codes that say: no licence is free. */
const SEAT_CODES = new Set(['ADMIN-409-3', 'ADMIN-UAM-409-3', 'ADMIN-400-32', 'ADMIN-UAM-402-1']);

export const saysNoSeat = ({ status, error }: Rejected): boolean => status === 402 || SEAT_CODES.has(error.code ?? '');

/** Waits until a person buys a licence, or suspends an account that does not need one. */
export const noSeat = ({ name }: Organisation, operation: string, { status, error }: Rejected): NotDone => ({
  kind: 'wait',
  cause: 'seat',
  because: `${name} has no free seat (${operation} was answered ${status}${error.code === undefined ? '' : ` ${error.code}`}): raise the user limit of the app, or suspend an account that is not needed`,
});
