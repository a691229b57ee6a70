import { randomUUID } from 'node:crypto';

import type { LocalClock } from '../clock.ts';
import type { Outcome } from '../functions/execution-environment.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { DeployedSchedule } from '../template/deployed-events.ts';
import { PLACE } from '../template/place.ts';

export interface Schedule {
  readonly name: string;
  readonly everySeconds: number;
  readonly enabled: boolean;
  /** Calls the functions now, after what still runs; answers what came of it. */
  readonly fire: () => Promise<readonly Outcome[]>;
  readonly stop: () => void;
}

/** Nothing is called more often, however fast the local cloud's time runs. */
const SHORTEST_MS = 1_000;

/**
 * A rule by the clock. A call that still runs when the next is due is not joined by another: at AWS it would have reached the function's
 * timeout by then.
 */
export function startSchedule(
  { name, arn, everySeconds, enabled }: DeployedSchedule,
  functions: readonly LambdaFunction[],
  clock: LocalClock,
): Schedule {
  let running: Promise<readonly Outcome[]> | undefined;
  const call = () => {
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: PLACE.account,
      time: new Date(clock.now()).toISOString(),
      region: PLACE.region,
      resources: [arn],
      detail: {},
    };
    const calls = Promise.all(functions.map((one) => one.invoke(event)));
    running = calls;
    void calls.then(() => {
      if (running === calls) running = undefined;
    });
    return calls;
  };
  const everyMs = Math.max(SHORTEST_MS, (everySeconds * 1_000) / clock.scale());
  const timer = enabled ? setInterval(() => void (running ?? call()), everyMs) : undefined;
  return {
    name,
    everySeconds,
    enabled,
    fire: async () => {
      await running;
      return call();
    },
    stop: () => clearInterval(timer),
  };
}
