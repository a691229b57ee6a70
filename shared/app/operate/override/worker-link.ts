import type { InputOf, OutputOf } from '../../../contracts/operate/command.ts';
import type { workerLinkCommand } from '../../../contracts/operate/override/worker-link.ts';
import type { workerSeparateCommand } from '../../../contracts/operate/override/worker-separate.ts';
import { separatedKey } from '../../../domain/event/source-key.ts';
import type { Worker } from '../../../domain/worker/worker.ts';
import { type Move, moveSourceKey } from '../../provision/move-source-key.ts';
import { type Answer, answer, conflict, type OperatorRequest } from '../deps.ts';
import { isAboutOwnAccess, OWN_ACCESS, operatorName } from '../operator.ts';
import { remind } from '../remind.ts';
import { noSuch } from '../unknown-names.ts';

type Moved = OutputOf<typeof workerLinkCommand>;

const SOURCE = { field: 'source', names: 'source-key' } as const;
const TO = { field: 'to', names: 'worker' } as const;
const HAS_IT = conflict('The worker already has this source key');
const ONLY_ONE = conflict('It is the only source key of its worker, so there is nothing to separate');
const ERASED = conflict('What is kept on that worker was erased: a person who is hired again is a new worker');
const OWN_ACCOUNT = conflict(
  'The worker who has this source key has an account that can sign in, and would keep that account: link the other worker’s source key to this worker, or end the account first',
);

/** Makes a source key one of a worker who is known. Safe to repeat. */
export async function workerLink(
  { source, to, reason }: InputOf<typeof workerLinkCommand>,
  request: OperatorRequest,
): Promise<Answer<Moved>> {
  const { links, workers } = request.deps.ledger;
  const from = await links.workerOf(source);
  const giver = from === undefined ? undefined : await workers.load(from);
  if (from === undefined || !giver) return noSuch(SOURCE, request.deps);
  const taker = await workers.load(to);
  if (!taker) return noSuch(TO, request.deps);
  if (taker.erased) return ERASED;
  if (from === to) return HAS_IT;
  if (isLast(giver, source) && hasLiveAccount(giver)) return OWN_ACCOUNT;
  return move({ sourceKey: source, from, to, because: 'one', reason }, request);
}

/** Makes a source key that of another person. Safe to repeat. */
export async function workerSeparate(
  { source, reason }: InputOf<typeof workerSeparateCommand>,
  request: OperatorRequest,
): Promise<Answer<Moved>> {
  const { links, workers } = request.deps.ledger;
  const from = await links.workerOf(source);
  const giver = from === undefined ? undefined : await workers.load(from);
  if (from === undefined || !giver) return noSuch(SOURCE, request.deps);
  if (isLast(giver, source)) return ONLY_ONE;
  return move({ sourceKey: source, from, to: separatedKey(from, source), because: 'apart', reason }, request);
}

async function move(what: Omit<Move, 'actor'>, request: OperatorRequest): Promise<Answer<Moved>> {
  const { sourceKey, from, to, because } = what;
  const { observe } = request.deps;
  for (const key of [from, to]) if (await isAboutOwnAccess(key, request)) return OWN_ACCESS;
  await moveSourceKey({ ...what, actor: operatorName(request) }, request.deps);
  observe.info('source-key-moved', { from, workerKey: to, because });
  for (const key of [from, to]) await remind(key, request.deps);
  return answer({ source: sourceKey, from, workerKey: to });
}

const isLast = ({ engagements, hasEngagementsInHistory }: Worker, source: string): boolean =>
  !hasEngagementsInHistory && Object.keys(engagements).every((key) => key === source);

const hasLiveAccount = ({ targets }: Worker): boolean =>
  Object.values(targets).some(({ accounts }) => accounts.some(({ endedAt }) => endedAt === undefined));
