import * as z from 'zod/mini';
import { done, type Outcome } from '../../../domain/outcome.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Tenant } from './caller.ts';
import { type About, rejection } from './rejection.ts';
import type { TargetRequest } from './target-request.ts';

/** Sends a read and decodes its answer. An answer of another shape is retryable: it proves nothing. */
export async function read<T>(
  tenant: Tenant,
  request: TargetRequest & { readonly about?: About['about'] },
  shape: z.ZodMiniType<T>,
  call: Call,
): Promise<Outcome<T>> {
  const { operation, about = 'request' } = request;
  const { name } = tenant;
  const reply = await tenant.ask(request, call);
  switch (reply.kind) {
    case 'answered': {
      const decoded = shape.safeParse(reply.body);
      return decoded.success
        ? done(decoded.data)
        : { kind: 'retryable', because: misshapen(name, operation, decoded.error) };
    }
    case 'rejected':
      return rejection({ tenant, operation, about }, reply);
    case 'lost':
      return { kind: 'retryable', because: `${name} gave no usable answer to ${operation} (${reply.why})` };
    case 'wait':
    case 'retryable':
      return reply;
  }
}

/** Names the place in the answer, never what stood there. */
export function misshapen(name: string, operation: string, error: z.core.$ZodError): string {
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the body' : issue.path.join('.');
  return `${name} answered ${operation} in a format that this client does not know: ${where}`;
}

/** A field that may be absent, null or not what it should be: all three are unknown. */
export const field = <T>(shape: z.ZodMiniType<T>) => z.catch(z.optional(shape), undefined);
