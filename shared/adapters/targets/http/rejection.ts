import type { NotDone, RefusalReason } from '../../../domain/outcome.ts';
import type { Rejected } from './verdict.ts';

/** A tenant, for sentences: its name in the configuration, and its product. */
interface Named {
  readonly name: string;
  readonly product: string;
}

export interface About {
  readonly tenant: Named;
  readonly operation: string;
  /** `thing`: one account, group or token was asked for, so a no is about it. `request`: the no is about us. */
  readonly about: 'thing' | 'request';
  /** What the person who reads the refusal can do. */
  readonly hint?: string;
}

const REASONS: Readonly<Record<number, RefusalReason>> = { 403: 'not-allowed', 404: 'not-found', 409: 'conflict' };

/** What a no means for the work that asked. */
export function rejection(
  { tenant: { name, product }, operation, about, hint }: About,
  { status, error }: Rejected,
): NotDone {
  const said = `${name} answered ${status}${error.code === undefined ? '' : ` (${error.code})`} to ${operation}`;
  if (status >= 500) return { kind: 'retryable', because: said };
  // a gateway knows no accounts: its 404 says that the service is not there, not that the account is not
  if (status === 404 && !error.fromService)
    return {
      kind: 'wait',
      cause: 'down',
      because: `${said}, but the answer did not come from ${product}'s own service`,
    };
  if (status === 403 && about === 'request') {
    return {
      kind: 'wait',
      cause: 'forbidden',
      because: `${said}; check what the credential of this target may do in ${product}`,
    };
  }
  const because = hint === undefined ? said : `${said}: ${hint}`;
  if (about === 'request' || !error.fromService) return { kind: 'permanent', because };
  return {
    kind: 'refused',
    reason: REASONS[status] ?? 'invalid',
    because,
    status,
    ...(error.code !== undefined && { code: error.code }),
  };
}
