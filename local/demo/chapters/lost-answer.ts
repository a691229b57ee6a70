import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import { VISIBILITY_SECONDS } from '../../../shared/contracts/cadence.ts';
import type { OutputOf } from '../../../shared/contracts/operate/command.ts';
import type { dlqListCommand } from '../../../shared/contracts/operate/dlq/dlq-list.ts';
import { OPERATOR_KEY } from '../../gateway/callers.ts';
import { PLACE } from '../../template/place.ts';
import type { Chapter } from '../chapter.ts';
import { isSettled, tell } from '../explained.ts';
import { mainTarget } from '../main-target.ts';
import { JOINERS } from '../staff.ts';
import type { Stage } from '../stage.ts';

type DeadLetters = OutputOf<typeof dlqListCommand>;

const INVITE = 'POST /api/service/users';
/** A little more than the queue keeps a message invisible while a function works on it. */
const VISIBILITY_MS = VISIBILITY_SECONDS * 1_000 + 1_000;

/** An invitation is made, its answer is lost, and the function is killed; in the same batch is a message that cannot be read. */
export const lostAnswer: Chapter = {
  name: 'the-lost-answer',
  title: 'The lost answer',
  about:
    'Atlan makes an invitation and drops the connection; the function is killed before it can check. In the same batch there is a message that cannot be read.',
  play: async (stage) => {
    const { cloud, paper } = stage;
    const { lostAnswer: noah, beside: ines } = JOINERS;
    const target = mainTarget(cloud);
    const main = cloud.deployment.queues.find(({ redrive }) => redrive !== undefined);
    await stage.quiet();
    const invitations = () => countOf(stage, target, INVITE);
    const before = await invitations();

    await stage.tenant(target, 'PUT', 'faults', [{ kind: 'lost-response', endpoint: INVITE, times: 1 }]);
    const OUTCOME = { service: 'dynamodb', operation: 'PutItem', holds: '"S":"receipt#', skip: 1, times: 1 } as const;
    cloud.faults.set([{ ...OUTCOME, function: 'provision', when: 'before', effect: 'kill' }]);
    await stage.hr('joined', noah);
    await stage.until('the function was killed', async () => cloud.calls().some(({ status }) => status === 0));
    const left = await stage.settled(
      () => (main ? cloud.queues.stateOf(main.name) : undefined),
      (state) => state?.inFlight === 1,
    );
    paper.line(
      cloud.clock.now(),
      `${noah.name} joined → Atlan invited him and dropped the connection; the function is killed, its message comes back later`,
    );
    cloud.faults.set([]);
    await stage.tenant(target, 'DELETE', 'faults');

    await sendPoison(main?.url ?? '');
    await stage.hr('joined', ines);
    const beside = await stage.until('the other joiner has her invitation', async () => {
      const found = await stage.explain(ines);
      return found?.targets.every(isSettled) && found;
    });
    paper.line(cloud.clock.now(), `${ines.name} joined → ${tell(beside, target)}: no other worker waited`);

    paper.line(cloud.clock.now(), 'Six minutes pass');
    await cloud.clock.advance(VISIBILITY_MS);
    const found = await stage.until('his message came back and he has what policy gives', async () => {
      const one = await stage.explain(noah);
      return (
        one?.targets.every(isSettled) &&
        one.receipts.some(({ action, verdict }) => action === 'invite' && verdict === 'verified') &&
        one
      );
    });
    await stage.quiet();
    paper.line(cloud.clock.now(), `${noah.name}: the message came back → ${tell(found, target)}`);

    const { deadLetters } = await stage.until('the unreadable message is parked', async () => {
      const letters = await stage.operate<DeadLetters>('dlq-list');
      return letters.deadLetters.length > 0 && letters;
    });
    await stage.cli('dlq', 'list');
    const dead = cloud.deployment.queues.find(({ arn }) => arn === main?.redrive?.deadLetterArn);
    const made = (await invitations()) - before;
    const his = (await stage.users(target)).filter(({ email }) => email === noah.email);
    const verified = found.receipts.filter(
      ({ action, verdict }) => action === 'invite' && verdict === 'verified',
    ).length;
    return {
      says: 'one invitation and one receipt for it, a parked message with its reason, and no other worker delayed',
      look: () => {
        const onQueue = main ? cloud.queues.stateOf(main.name) : undefined;
        const inDeadLetterQueue = dead ? cloud.queues.stateOf(dead.name) : undefined;
        return {
          holds: {
            'the message was being processed when the function died': left?.inFlight === 1,
            'each of the two was invited once': made === 2 && his.length === 1,
            'his invitation has one verified receipt': verified === 1,
            'the queue is empty': onQueue?.visible === 0 && onQueue.inFlight === 0,
            'the unreadable message is parked with a sentence': deadLetters.some(({ because }) =>
              because.includes(' '),
            ),
            'and nothing else is': inDeadLetterQueue?.visible === 1 && deadLetters.length === 1,
          },
          evidence: { onQueue, invitations: made, accounts: his, verified, deadLetters, inDeadLetterQueue },
        };
      },
    };
  },
};

async function countOf({ tenant }: Stage, target: string, endpoint: string): Promise<number> {
  const { byEndpoint } = await tenant<{ readonly byEndpoint: Readonly<Record<string, number>> }>(
    target,
    'GET',
    'counters',
  );
  return byEndpoint[endpoint] ?? 0;
}

/** A message that a person with access to the queue might put there by mistake. */
async function sendPoison(QueueUrl: string): Promise<void> {
  const client = new SQSClient({ endpoint: new URL(QueueUrl).origin, region: PLACE.region, credentials: OPERATOR_KEY });
  const MessageBody = JSON.stringify({ schema: 1, kind: 'event', event: { kind: 'promoted' } });
  await client.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody,
      MessageGroupId: 'by-mistake',
      MessageDeduplicationId: 'by-mistake',
    }),
  );
  client.destroy();
}
