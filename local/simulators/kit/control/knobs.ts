import { fieldsOf, InvalidInput, numberBetween } from '../decode.ts';
import { decodeFaults } from '../faults/fault.ts';
import { ok } from '../http/answer.ts';
import type { World } from '../world.ts';
import type { ControlHandler, ControlRoute } from './control-request.ts';

/** What they need of a world, whatever its options are. */
type Common = Omit<World, 'options' | 'setOptions'>;
type Handler = ControlHandler<Common>;

const shownFaults = (world: Common) => ok({ faults: world.faults.status() });
const showFaults: Handler = ({ world }) => shownFaults(world);

/** The body is the whole list of faults; their counts start anew. */
const replaceFaults =
  (endpoints: readonly string[]): Handler =>
  ({ world, body }) => {
    world.faults.replace(decodeFaults(body, 'body', endpoints));
    return shownFaults(world);
  };

const clearFaults: Handler = ({ world }) => {
  world.faults.replace([]);
  return shownFaults(world);
};

/** Settings of a tenant, from JSON; what is absent is as in `base`. */
type DecodeOver<Options> = (value: unknown, at: string, base: Options) => Options;

const optionsControl = <Options>(decode: DecodeOver<Options>): readonly ControlRoute<World<Options>>[] => [
  { method: 'GET', pattern: '/_control/options', handle: ({ world }) => ok(world.options()) },
  {
    method: 'PATCH',
    pattern: '/_control/options',
    handle: ({ world, body }) => {
      world.setOptions(decode(body, 'body', world.options()));
      return ok(world.options());
    },
  },
];

const shownClock = ({ clock }: Common) => ok({ now: clock.now(), scale: clock.scale() });
const showClock: Handler = ({ world }) => shownClock(world);

/** One of advanceMs, now (epoch ms) and scale. */
const changeClock: Handler = ({ world, body }) => {
  const fields = fieldsOf(body, 'body', ['advanceMs', 'now', 'scale']);
  const advanceMs = fields.optional('advanceMs', numberBetween(0));
  const now = fields.optional('now', numberBetween(0));
  const scale = fields.optional('scale', numberBetween(0.001, 1_000_000));
  if ([advanceMs, now, scale].filter((given) => given !== undefined).length !== 1) {
    throw new InvalidInput('body', 'must have exactly one of: advanceMs, now, scale');
  }
  if (advanceMs !== undefined) world.clock.advance(advanceMs);
  if (scale !== undefined) world.clock.setScale(scale);
  if (now !== undefined) {
    world.clock.set(now);
    world.forgetTime();
  }
  return shownClock(world);
};

const rotateToken: Handler = ({ world }) => ok({ token: world.rotateToken() });

const showRequests: Handler = ({ world, query }) => {
  const since = query.get('since') ?? '0';
  if (!/^\d{1,15}$/.test(since)) throw new InvalidInput('since', 'must be a whole number: the last seq you have seen');
  return ok({ requests: world.log.since(Number(since)) });
};

const showCounters: Handler = ({ world }) => ok(world.log.counters());

const resetCounters: Handler = ({ world }) => {
  world.log.resetCounters();
  return ok(world.log.counters());
};

/** Back to the seeded start, settings included. */
const resetAll: Handler = ({ reset }) => {
  reset();
  return ok({});
};

/** The control endpoints that every simulator has: rotation, requests, counters, faults, options, clock and reset. */
export const commonControl = <Options>(
  endpoints: readonly string[],
  decodeOptions: DecodeOver<Options>,
): readonly ControlRoute<World<Options>>[] => [
  { method: 'POST', pattern: '/_control/tokens/rotate', handle: rotateToken },
  { method: 'GET', pattern: '/_control/requests', handle: showRequests },
  { method: 'GET', pattern: '/_control/counters', handle: showCounters },
  { method: 'POST', pattern: '/_control/counters/reset', handle: resetCounters },
  { method: 'GET', pattern: '/_control/endpoints', handle: () => ok({ endpoints }) },
  { method: 'GET', pattern: '/_control/faults', handle: showFaults },
  { method: 'PUT', pattern: '/_control/faults', handle: replaceFaults(endpoints) },
  { method: 'DELETE', pattern: '/_control/faults', handle: clearFaults },
  ...optionsControl(decodeOptions),
  { method: 'GET', pattern: '/_control/clock', handle: showClock },
  { method: 'POST', pattern: '/_control/clock', handle: changeClock },
  { method: 'POST', pattern: '/_control/reset', handle: resetAll },
];
