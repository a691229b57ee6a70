import { describe, expect, it } from 'vitest';

import { failureClass } from '../../../shared/domain/failure-class.ts';

describe('the class of a failure', () => {
  it.each([
    ['the table did not answer', 'the-table-did-not-answer'],
    ['message.kind must be event or reconcile', 'message-kind-must-be-event-or-reconcile'],
    [
      'Worker 0b4f3c1e-7b7c-4b0e-9d50-2f1f was changed by others 10 times in a row',
      'worker-was-changed-by-others-times-in-a-row',
    ],
    ['unexpected TypeError', 'unexpected-typeerror'],
    ['SQS did not take 2 messages (ThrottlingException)', 'sqs-did-not-take-messages-throttlingexception'],
    ['Größe 7 fehlt', 'größe-fehlt'],
    ['line one\n\tand  two', 'line-one-and-two'],
    ['', 'unexplained'],
    ['42', 'unexplained'],
  ])('of "%s" is %s', (because, expected) => {
    expect(failureClass(because)).toBe(expected);
  });

  it('is one for all that differ in ids, numbers and addresses alone', () => {
    const of = (key: string, n: number) =>
      failureClass(`The link item link#${key} / link has schema ${n}, which is too old to read for ${key}@example.com`);
    expect(of('hr:1', 1)).toBe(of('payroll:22', 7));
  });

  it('is short, and can be typed without quotes', () => {
    const name = failureClass(`it stood behind one that failed: ${'something else '.repeat(20)}`);
    expect(name).toMatch(/^[\p{L}-]+$/u);
    expect(name.split('-')).toHaveLength(10);
  });
});
