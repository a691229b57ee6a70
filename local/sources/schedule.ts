import { randomUUID } from 'node:crypto';

import type { LocalClock } from '../clock.ts';
import type { Outcome } from '../functions/execution-environment.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { DeployedSchedule } from '../template/deployed/deployed-events.ts';
import { PLACE } from '../template/place.ts';
import { everySoOften } from './every-so-often.ts';

export interface Schedule {
  readonly name: string;
  readonly everySeconds: number;
  readonly enabled: boolean;
  /** Calls the functions now, after what still runs; answers what came of it. */
  readonly fire: () => Promise<readonly Outcome[]>;
  readonly stop: () => void;
}

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
  const alarm = enabled
    ? everySoOften({ everyMs: everySeconds * 1_000, clock, ring: () => void (running ?? call()) })
    : undefined;
  return {
    name,
    everySeconds,
    enabled,
    fire: async () => {
      await running;
      return call();
    },
    stop: () => alarm?.stop(),
  };
}
