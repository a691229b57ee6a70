import type { LogEvent } from '../../contracts/signals/log-events.ts';
import type { Metric } from '../../contracts/signals/metrics.ts';
import type { Observe } from '../../ports/observe.ts';
import { countGateClosed } from '../quota/count-gate.ts';
import type { Notice, NoticeName } from './notice.ts';

const METRICS: Readonly<Record<Exclude<NoticeName, 'gate-closed'>, Metric>> = {
  'account-claimed-by-another': 'AccountClaimedByAnother',
  'change-paused': 'ChangePaused',
  'delivery-id-reused': 'DeliveryIdReused',
  'drift-seen': 'DriftSeen',
  'event-decided': 'EventDecided',
  'hold-opened': 'HoldOpened',
  'kind-not-acted-on': 'KindNotActedOn',
  'leaver-held': 'LeaverHeld',
  'leaver-active-again': 'LeaverActiveAgain',
  'leaver-holds-tokens': 'LeaverHoldsTokens',
  'leaver-not-ended': 'LeaverNotEnded',
  'leaver-tokens-unknown': 'LeaverTokensUnknown',
  'source-key-joined': 'SourceKeyJoined',
  unverified: 'Unverified',
  'write-forbidden': 'WriteForbidden',
};

/** Each notice is a metric, under its target where it has one, and a line in the log. */
export const noticeTo =
  (observe: Observe<Metric, LogEvent>): Notice =>
  (name, ids) => {
    const { target } = ids;
    if (name === 'gate-closed') countGateClosed(observe, ids);
    else observe.count(METRICS[name], ...(typeof target === 'string' ? [{ target }] : []));
    if (name === 'event-decided') observe.info(name, ids);
    else if (name === 'leaver-active-again' || name === 'delivery-id-reused') observe.error(name, ids);
    else observe.warn(name, ids);
  };
