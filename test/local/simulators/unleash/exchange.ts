/** One request to Unleash's Admin API, and what was recorded of its answer. */
export interface Exchange {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/admin`. `{ada}` and such are ids of the users there are. */
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: { readonly type: string | undefined; readonly text: string };
  /** Default: the one that works, raw. */
  readonly authorization?: 'none' | 'bad' | 'bearer';
  readonly status: number;
  /** What the answer must have, as vitest compares objects: more is allowed. Absent: an empty body. */
  readonly answer?: unknown;
  /** Fields that the answer must not have. */
  readonly lacks?: readonly string[];
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  /** A request to look afterwards, and what it must show. */
  readonly afterwards?: { readonly path: string; readonly status: number; readonly answer?: unknown };
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; the text where it is none; undefined for an empty body. */
  readonly body: unknown;
}

export interface Instance {
  readonly baseUrl: string;
  readonly token: string;
  /** What stands for `{name}` in paths and bodies. */
  readonly ids: Readonly<Record<string, string>>;
}

type Request = Pick<Exchange, 'method' | 'path' | 'body' | 'raw' | 'authorization'>;

/** Sends a request as a client would that knows nothing of our adapter. */
export async function ask(
  { baseUrl, token, ids }: Instance,
  { method, path, body, raw, authorization }: Request,
): Promise<Answered> {
  const filled = (text: string) => text.replace(/"?\{(\w+)\}"?/g, (whole, name: string) => ids[name] ?? whole);
  const given = authorization === 'bad' ? 'user:nobody' : authorization === 'bearer' ? `Bearer ${token}` : token;
  const type = raw ? raw.type : body === undefined ? undefined : 'application/json';
  const text = raw ? raw.text : body === undefined ? undefined : filled(JSON.stringify(body));
  const headers: Record<string, string> = {
    ...(authorization !== 'none' && { authorization: given }),
    ...(type !== undefined && { 'content-type': type }),
  };
  // a Blob without a type sends no content type of its own
  const answer = await fetch(`${baseUrl}/api/admin${filled(path)}`, {
    method,
    headers,
    ...(text !== undefined && { body: new Blob([text]) }),
  });
  const answered = await answer.text();
  return { status: answer.status, headers: answer.headers, body: parsed(answered) };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
