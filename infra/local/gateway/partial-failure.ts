import { type AwsAnswer, type AwsRequest, awsAnswer, type Engine } from './aws-request.ts';

interface Batch {
  /** Where the entries stand in the request. */
  readonly entries: string;
  /** The engine's answer with the entry that was held back refused in it. */
  readonly refuse: (answer: Readonly<Record<string, unknown>>, entry: unknown) => object;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const idOf = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'Id') : undefined;

/** How each batch operation says that a part of it did not happen, in an answer that says 200. */
const BATCHES: Readonly<Record<string, Batch>> = {
  PutEvents: {
    entries: 'Entries',
    refuse: (answer) => ({
      FailedEntryCount: 1,
      Entries: [...listOf(answer['Entries']), { ErrorCode: 'InternalFailure', ErrorMessage: 'injected' }],
    }),
  },
  SendMessageBatch: {
    entries: 'Entries',
    refuse: (answer, entry) => ({
      ...answer,
      Failed: [{ Id: idOf(entry), SenderFault: false, Code: 'InternalError', Message: 'injected' }],
    }),
  },
};

/** Has the engine do all of a batch but its last entry. An operation that is no batch is refused whole. */
export async function partially(request: AwsRequest, engine: Engine): Promise<AwsAnswer> {
  const batch = BATCHES[request.operation];
  if (!batch) throw new Error(`${request.operation} is no batch that can fail in part`);
  const entries = listOf(request.body[batch.entries]);
  const last = entries.at(-1);
  const rest = entries.slice(0, -1);
  const answer =
    rest.length === 0 ? awsAnswer({}) : await engine({ ...request, body: { ...request.body, [batch.entries]: rest } });
  const said: Record<string, unknown> = JSON.parse(answer.body.toString());
  return { ...awsAnswer(batch.refuse(said, last)), headers: answer.headers };
}
