import { PermanentError, RetryableError } from '../../domain/failure.ts';
import type { Outcome } from '../../domain/outcome.ts';

/** The value of what was done; throws what was not, so that Secrets Manager tries the step again or an operator is told. */
export function must<T>(outcome: Outcome<T>): T {
  switch (outcome.kind) {
    case 'done':
      return outcome.value;
    case 'wait':
    case 'retryable':
      throw new RetryableError(outcome.because);
    case 'refused':
    case 'permanent':
      throw new PermanentError(outcome.because);
  }
}
