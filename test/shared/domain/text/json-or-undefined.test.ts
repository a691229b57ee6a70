import fc from 'fast-check';
import { expect, it } from 'vitest';

import { jsonOrUndefined } from '../../../../shared/domain/text/json-or-undefined.ts';

it('reads what JSON says, and answers undefined for what is none', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(jsonOrUndefined(text)).toEqual(JSON.parse(text));
    }),
  );
  expect(['', '{', 'undefined', "{'a': 1}"].map(jsonOrUndefined)).toEqual([undefined, undefined, undefined, undefined]);
});
