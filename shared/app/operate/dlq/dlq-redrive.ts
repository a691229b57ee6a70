import { deadLetterUntil } from '../../../contracts/kept-until.ts';
import { decodeMessage, groupOf } from '../../../contracts/messages.ts';
import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { dlqRedriveCommand } from '../../../contracts/operate/dlq/dlq-redrive.ts';
import { PermanentError, RetryableError } from '../../../domain/failure.ts';
import { failureClass } from '../../../domain/failure-class.ts';
import type { DeadLetterQueue, LyingMessage } from '../../../ports/dead-letter-queue.ts';
import { type Answer, answer, type OperatorRequest } from '../deps.ts';
import { iso } from '../iso.ts';
import { operatorName } from '../operator.ts';
import { noSuch } from '../unknown-names.ts';
import { redriveWatch } from './redrive-watch.ts';

type Input = InputOf<typeof dlqRedriveCommand>;
type Redriven = OutputOf<typeof dlqRedriveCommand>;
type Letter = Redriven['letters'][number];

const LISTED = 100;

/**
 * Looks through what lies in the dead-letter queue and, with go, sends it again, at most so many a second. What was parked since the run
 * began stays: it failed again. The message leaves the queue after it was sent, so a crash sends it twice, which is harmless.
 */
export async function dlqRedrive(input: Input, request: OperatorRequest): Promise<Answer<Redriven>> {
  const { id, class: wanted, go = false, rate = '2', cursor } = input;
  const { ledger, deadLetterQueue, clock } = request.deps;
  const began = cursor === undefined ? clock.now() : Date.parse(cursor);
  const watch = await redriveWatch(began, ledger.deadLetters);
  const held = new Set<LyingMessage>();
  const letters: Letter[] = [];
  let seen = await watch();
  let complete = false;
  try {
    for (let isOver = seen.newClass !== undefined; !isOver; isOver ||= clock.now() >= request.call.deadline) {
      const received = await deadLetterQueue.receive();
      for (const message of received) held.add(message);
      complete = received.length === 0;
      isOver = complete;
      for (const message of received.filter((one) => isMeant(one, input, began))) {
        letters.push(letterOf(message));
        if (go) {
          await sendAgain(message, request);
          held.delete(message);
          await clock.sleep(1_000 / Number(rate));
          seen = await watch();
        }
        complete = id !== undefined;
        isOver = complete || seen.newClass !== undefined || clock.now() >= request.call.deadline;
        if (isOver) break;
      }
    }
  } finally {
    await letGo([...held], request);
  }
  // a call that continues may find nothing left of what the previous call sent
  if (complete && letters.length === 0 && cursor === undefined) {
    if (id !== undefined) return noSuch({ field: 'id', names: 'lying-message' }, request.deps);
    if (wanted !== undefined) return noSuch({ field: 'class', names: 'error-class' }, request.deps);
  }
  const { cameBack, newClass } = seen;
  return answer({
    dryRun: !go,
    letters: letters.slice(0, LISTED),
    count: letters.length,
    cameBack,
    ...(newClass !== undefined && {
      stopped: `A message failed with an error class that was not there before: ${newClass}`,
    }),
    complete,
    ...(go && !complete && newClass === undefined && { next: iso(began) }),
  });
}

const isMeant = (message: LyingMessage, { class: wanted, id }: Input, began: number): boolean => {
  const letter = letterOf(message);
  const wasThere = (message.label?.at ?? 0) < began;
  return wasThere && (id === undefined || letter.id === id) && (wanted === undefined || letter.class === wanted);
};

/** SQS moves a message to the dead-letter queue itself only where provision could not park it. */
const UNEXPLAINED = 'The queue gave up on it without a reason';

function letterOf({ id, group, label }: LyingMessage): Letter {
  const because = label?.because ?? UNEXPLAINED;
  return { id: label?.letter ?? id, class: failureClass(because), because, group };
}

async function sendAgain(message: LyingMessage, request: OperatorRequest): Promise<void> {
  const { ledger, queue, deadLetterQueue, clock, observe, retention } = request.deps;
  const { id, class: failed } = letterOf(message);
  // each time that it is parked the queue gives it another id, so a crash between here and the removal sends it once
  await queue.send([{ body: message.body, group: ownGroup(message), dedupId: `redrive_${message.id}` }]);
  await deadLetterQueue.remove(message);
  const letter = await ledger.deadLetters.get(id);
  if (letter) {
    const redriven = { actor: operatorName(request), at: clock.now() };
    await ledger.deadLetters.put({ ...letter, redriven }, deadLetterUntil(letter.parkedAt, retention));
  }
  observe.count('MessageRedriven');
  observe.info('message-redriven', { messageId: id, class: failed });
}

/** The group that the message itself names: one that stood in another was parked for that. */
function ownGroup({ body, group }: LyingMessage): string {
  try {
    return groupOf(decodeMessage(body));
  } catch (error) {
    if (error instanceof PermanentError) return group;
    throw error;
  }
}

/** A message that cannot be released comes back by itself. */
async function letGo(messages: readonly LyingMessage[], { deps }: OperatorRequest): Promise<void> {
  const queue: DeadLetterQueue = deps.deadLetterQueue;
  try {
    await queue.release(messages);
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    deps.observe.warn('letters-not-released', { because: error.message });
  }
}
