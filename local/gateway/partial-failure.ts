import { type AwsAnswer, type AwsRequest, awsAnswer, type Engine } from './aws-request.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Batch {
  /** The request without its last entry, undefined when nothing is left of it; and that entry. */
  readonly hold: (body: Fields) => { readonly rest: Fields | undefined; readonly held: unknown };
  /** The engine's answer with the entry that was held back refused in it. */
  readonly refuse: (answer: Fields, held: unknown) => object;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});

/** Entries in a list. */
const lastOfList = ({ Entries, ...body }: Fields) => {
  const entries = listOf(Entries);
  const rest = entries.slice(0, -1);
  return { held: entries.at(-1), rest: rest.length === 0 ? undefined : { ...body, Entries: rest } };
};

/** Entries in a list for each table: of the last table the last. */
const lastOfTables = ({ RequestItems, ...body }: Fields) => {
  const tables = Object.entries(fieldsOf(RequestItems));
  const [name = '', entries] = tables.at(-1) ?? [];
  const left = listOf(entries).slice(0, -1);
  const rest = [...tables.slice(0, -1), ...(left.length === 0 ? [] : [[name, left] as const])];
  return {
    held: { [name]: [listOf(entries).at(-1)] },
    rest: rest.length === 0 ? undefined : { ...body, RequestItems: Object.fromEntries(rest) },
  };
};

/** How each batch operation says that a part of it did not happen, in an answer that says 200. */
const BATCHES: Readonly<Record<string, Batch>> = {
  PutEvents: {
    hold: lastOfList,
    refuse: ({ Entries }) => ({
      FailedEntryCount: 1,
      Entries: [...listOf(Entries), { ErrorCode: 'InternalFailure', ErrorMessage: 'injected' }],
    }),
  },
  SendMessageBatch: {
    hold: lastOfList,
    refuse: (answer, held) => ({
      ...answer,
      Failed: [{ Id: fieldsOf(held)['Id'], SenderFault: false, Code: 'InternalError', Message: 'injected' }],
    }),
  },
  BatchWriteItem: {
    hold: lastOfTables,
    refuse: (answer, held) => ({ ...answer, UnprocessedItems: held }),
  },
};

/** Has the engine do all of a batch but its last entry. Throws for an operation that is no batch. */
export async function partially(request: AwsRequest, engine: Engine): Promise<AwsAnswer> {
  const batch = BATCHES[request.operation];
  if (!batch) throw new Error(`${request.operation} is no batch that can fail in part`);
  const { rest, held } = batch.hold(request.body);
  const answer = rest === undefined ? awsAnswer({}) : await engine({ ...request, body: rest });
  const said = fieldsOf(JSON.parse(answer.body.toString()));
  // the engine's checksum is of another body
  return { ...awsAnswer(batch.refuse(said, held)), headers: { 'content-type': 'application/x-amz-json-1.0' } };
}
