import { PermanentError, RetryableError } from '../../../domain/failure.ts';

/** DynamoDB's names for a request that no repetition makes right. */
const REFUSED_FOR_GOOD: ReadonlySet<string> = new Set([
  'ValidationException',
  'ItemCollectionSizeLimitExceededException',
  'RequestEntityTooLarge',
]);

/** Two failures for everything DynamoDB may throw. DynamoDB's own text is left out, for it may quote the item. */
export function storeFailure(cause: unknown, operation: string, table: string): Error {
  const name = cause instanceof Error ? cause.name : 'unknown error';
  if (REFUSED_FOR_GOOD.has(name)) {
    const because = isTooLarge(cause) ? 'is larger than 400 KB' : `was refused as invalid (${name})`;
    return new PermanentError(`A read or write of the ledger ${because}: ${operation}, table ${table}`);
  }
  return new RetryableError(
    `The ledger did not answer (${name}): ${operation}, table ${table}. Check that the table exists, that this role may use it, and its throttles in CloudWatch`,
  );
}

const isTooLarge = (cause: unknown): boolean => cause instanceof Error && /item size/i.test(cause.message);
