import type { ProvisionDeps } from '../../../shared/app/converge/deps.ts';
import { asciiJson } from '../../../shared/contracts/ascii-json.ts';
import type { LifecycleEvent } from '../../../shared/domain/event/lifecycle-event.ts';
import { placeByTime } from '../../../shared/domain/event/order.ts';
import { idBeside } from '../../../shared/domain/event/source-key.ts';
import type { Queue } from '../../../shared/ports/queue.ts';

const eventIn = (body: string): LifecycleEvent => (JSON.parse(body) as { readonly event: LifecycleEvent }).event;

/** A queue to which every event is sent otherwise than it is given. */
export const rewriting = (queue: Queue, change: (event: LifecycleEvent) => LifecycleEvent): Queue => ({
  send: (messages) =>
    queue.send(
      messages.map((message) => {
        const content: object = JSON.parse(message.body);
        return { ...message, body: asciiJson({ ...content, event: change(eventIn(message.body)) }) };
      }),
    ),
});

/** What was put on the queue before is news when it comes again. */
export function sayingAnew(queue: Queue): Queue {
  const known = new Set<string>();
  return {
    send: async (messages) => {
      const ids = messages.map(({ body }) => eventIn(body).id);
      await rewriting(queue, (event) => {
        const { id, receivedAt = event.occurredAt } = event;
        return known.has(id) ? { ...arrived(event), id: idBeside(id, String(receivedAt)) } : event;
      }).send(messages);
      for (const id of ids) known.add(id);
    },
  };
}

/** An event as if it had happened when it was received. */
export function arrived(event: LifecycleEvent): LifecycleEvent {
  const { receivedAt = event.occurredAt, order } = event;
  return { ...event, occurredAt: receivedAt, order: [placeByTime(receivedAt), ...order.split(' ').slice(1)].join(' ') };
}

type Limits = ProvisionDeps['ledger']['limits'];

/** Gives places as if no earlier batch had taken any. */
export function inThisBatch({ now }: Pick<ProvisionDeps['clock'], 'now'>): Limits['reserve'] {
  let [since, taken] = [0, new Set<string>()];
  return async ({ kind, target, workerKey, counters }) => {
    if (now() !== since) [since, taken] = [now(), new Set()];
    const own = `${target} ${kind} ${workerKey}`;
    const [window] = counters[0]?.windows ?? [];
    const count = [...taken].filter((one) => one.startsWith(`${target} ${kind} `) && one !== own).length;
    if (window && count >= window.max) return { kind: 'full', window, until: now() + window.ms };
    taken.add(own);
    return { kind: 'reserved' };
  };
}

type Inviting = ProvisionDeps['targets'][number]['target'];

/** Whoever was not clearly invited is invited once more. */
export const blindly =
  (target: Inviting): Inviting['invite'] =>
  async (invitations, call) => {
    const answers = await target.invite(invitations, call);
    const again = invitations.filter(({ email }) => answers.get(email)?.kind !== 'done');
    return again.length === 0 ? answers : new Map([...answers, ...(await target.invite(again, call))]);
  };
