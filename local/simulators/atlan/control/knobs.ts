import { apiRoutes } from '../api/routes.ts';
import { fieldsOf, InvalidInput, numberBetween } from '../decode.ts';
import { decodeFaults } from '../faults/fault.ts';
import { ok } from '../http/answer.ts';
import { endpointKey } from '../http/route.ts';
import { decodeOptions } from '../tenant/decode-options.ts';
import type { World } from '../world.ts';
import type { ControlHandler } from './control-request.ts';

const endpoints = apiRoutes.map(endpointKey);

export const showEndpoints: ControlHandler = () => ok({ endpoints });

const shownFaults = (world: World) => ok({ faults: world.faults.status() });

export const showFaults: ControlHandler = ({ world }) => shownFaults(world);

/** The body is the whole list of faults; their counts start anew. */
export const replaceFaults: ControlHandler = ({ world, body }) => {
  world.faults.replace(decodeFaults(body, 'body', endpoints));
  return shownFaults(world);
};

export const clearFaults: ControlHandler = ({ world }) => {
  world.faults.replace([]);
  return shownFaults(world);
};

export const showOptions: ControlHandler = ({ world }) => ok(world.options());

export const changeOptions: ControlHandler = ({ world, body }) => {
  world.setOptions(decodeOptions(body, 'body', world.options()));
  return ok(world.options());
};

const shownClock = ({ clock }: World) => ok({ now: clock.now(), scale: clock.scale() });

export const showClock: ControlHandler = ({ world }) => shownClock(world);

/** One of advanceMs, now (epoch ms) and scale. */
export const changeClock: ControlHandler = ({ world, body }) => {
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

export const rotateToken: ControlHandler = ({ world }) => ok({ token: world.rotateToken() });

export const showRequests: ControlHandler = ({ world, query }) => {
  const since = query.get('since') ?? '0';
  if (!/^\d{1,15}$/.test(since)) throw new InvalidInput('since', 'must be a whole number: the last seq you have seen');
  return ok({ requests: world.log.since(Number(since)) });
};

export const showCounters: ControlHandler = ({ world }) => ok(world.log.counters());

export const resetCounters: ControlHandler = ({ world }) => {
  world.log.resetCounters();
  return ok(world.log.counters());
};

/** Back to the seeded start, settings included. */
export const resetAll: ControlHandler = ({ reset }) => {
  reset();
  return ok({});
};
