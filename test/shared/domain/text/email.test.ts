import { describe, expect, it } from 'vitest';

import { normaliseEmail } from '../../../../shared/domain/text/email.ts';

describe('an e-mail address', () => {
  it.each(['ada@example.com', ' Ada@Example.COM\n', '\tADA@EXAMPLE.com '])(
    'is one however HR types it: %j',
    (typed) => {
      expect(normaliseEmail(typed)).toBe('ada@example.com');
    },
  );

  it('is one in either composition of an accent', () => {
    expect(normaliseEmail('zoe\u0308@example.com')).toBe('zo\u00eb@example.com');
  });
});
