import * as z from 'zod/mini';

import type { Argument } from './command.ts';
import { text } from './fields.ts';

/** The ways to say whom one means. */
export const SELECTOR = {
  worker: z.optional(text),
  source: z.optional(text),
  connection: z.optional(text),
  sourceWorkerId: z.optional(text),
  email: z.optional(text),
};

export interface WorkerSelector {
  readonly worker?: string | undefined;
  readonly source?: string | undefined;
  readonly connection?: string | undefined;
  readonly sourceWorkerId?: string | undefined;
  readonly email?: string | undefined;
}

/** How many ways of saying whom are used; two fields together are one way. */
export const waysOf = ({ worker, source, connection, sourceWorkerId, email }: WorkerSelector): number =>
  [worker, source, connection ?? sourceWorkerId, email].filter((way) => way !== undefined).length;

export const isWhole = ({ connection, sourceWorkerId }: WorkerSelector): boolean =>
  (connection === undefined) === (sourceWorkerId === undefined);

export const saysWhom = (selector: WorkerSelector): boolean => waysOf(selector) === 1 && isWhole(selector);

export const WHOM = 'must name the worker in one way: worker, source, connection with sourceWorkerId, or email';

export const SELECTOR_ARGUMENTS: readonly Argument[] = [
  { field: 'worker', as: 'option', describe: 'the worker key', names: 'worker' },
  { field: 'source', as: 'option', describe: 'the source key, for instance hr:67890', names: 'source-key' },
  { field: 'connection', as: 'option', describe: 'the connection, with sourceWorkerId', names: 'connection' },
  {
    field: 'sourceWorkerId',
    as: 'option',
    describe: "HR's own id for the worker, with connection",
    names: 'source-worker-id',
  },
  { field: 'email', as: 'option', describe: 'the exact work e-mail', names: 'work-email' },
];
