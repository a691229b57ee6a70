import type {
  ShownDiscarded,
  ShownEvent,
  ShownQuarantined,
} from '../../../contracts/operate/quarantine/shown-quarantined.ts';
import type { LifecycleEvent } from '../../../domain/event/lifecycle-event.ts';
import type { HrisConnection, Normalised } from '../../../ports/hris.ts';
import type { DiscardedDelivery, QuarantinedDelivery } from '../../../ports/ledger/intake/quarantine.ts';
import type { OperateDeps } from '../deps.ts';
import { iso } from '../iso.ts';
import { actorName } from '../operator.ts';

export interface ReadAgain {
  readonly events: readonly LifecycleEvent[];
  readonly rejected: Normalised['rejected'];
  /** Quotes nothing. */
  readonly notUnderstood: readonly string[];
}

/** What a kept delivery says to this version, under the same event ids and receipt as at its arrival. It was authentic when it arrived. */
export function readAgain(
  { connection: name, body, headers, receivedAt, turn = '' }: QuarantinedDelivery,
  connections: readonly HrisConnection[],
): ReadAgain {
  const connection = connections.find((one) => one.name === name);
  if (!connection)
    return {
      events: [],
      rejected: [],
      notUnderstood: ['The configuration no longer has the connection that received it'],
    };
  const delivery = { body, headers, isAwsSigned: false };
  const { events, rejected, unintelligible, unknown } = connection.normalise(delivery, { at: receivedAt, turn });
  return { events, rejected, notUnderstood: [...unintelligible, ...unknown] };
}

export const showQuarantined = ({
  id,
  connection,
  because,
  receivedAt,
  expiresAt,
}: Omit<QuarantinedDelivery, 'body' | 'headers'>): ShownQuarantined => ({
  id,
  connection,
  because,
  receivedAt: iso(receivedAt),
  expiresAt: iso(expiresAt),
});

export const showDiscarded = (
  delivery: DiscardedDelivery,
  { operators }: Pick<OperateDeps, 'operators'>,
): ShownDiscarded => ({
  ...showQuarantined(delivery),
  actor: actorName(delivery.actor, operators),
  reason: delivery.reason,
  discardedAt: iso(delivery.discardedAt),
});

export const showEvent = ({ id, kind, phase, sourceKey, rejected }: LifecycleEvent): ShownEvent => ({
  eventId: id,
  kind,
  phase,
  sourceKey,
  ...(rejected && { rejected }),
});
