import * as z from 'zod/mini';

/** The file in which a running local cloud describes itself to the command line, below the project's folder. */
export const LOCAL_ENDPOINT_FILE = '.local/endpoint.json';

const text = z.string().check(z.minLength(1));

/** What the sender of an event must know of the connection it arrives under. */
export const connectionSettings = z.object({
  kind: z.string(),
  defaultTimeZone: z.optional(z.string()),
  sequence: z.optional(z.literal('always')),
});

/** What the command line needs to know of a running local cloud. Its keys open nothing but that local cloud. */
export const localEndpoint = z.object({
  /** Of the process; a file whose process is gone is worth nothing. */
  pid: z.number(),
  /** Base of the HTTP API, without a slash at its end. */
  api: text,
  /** Base of the local cloud's own control endpoints. `GET {control}/clock` answers `{now}`, in epoch ms of the local cloud's time. */
  control: text,
  region: text,
  /** Of the operator's principal. */
  credentials: z.object({ accessKeyId: text, secretAccessKey: text }),
  /** The key of each signed connection, by the connection's name. */
  connections: z.record(z.string(), z.object({ secret: text })),
  /** How its configuration sets up each connection, unsigned ones too; that need not be lifecycle.config.ts. */
  configured: z.optional(z.record(z.string(), connectionSettings)),
});

export type LocalEndpoint = z.infer<typeof localEndpoint>;
