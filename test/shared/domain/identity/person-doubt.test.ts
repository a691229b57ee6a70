import { describe, expect, it } from 'vitest';

import { becauseOf, type PersonDoubt } from '../../../../shared/domain/identity/person-doubt.ts';

const doubt: PersonDoubt = {
  kind: 'same-person',
  workerKey: 'w1',
  other: 'w2',
  agrees: ['workEmail'],
  differs: [],
  goesOnBeside: false,
  isTransfer: false,
};
const ADVICE = 'Nothing is granted until an operator decides: approve to link them, reject to keep them apart';

describe('the question whether two workers are one', () => {
  it.each<[string, Partial<PersonDoubt>, string]>([
    [
      'names what they agree in',
      {},
      `Are worker w1 and worker w2 the same person? For it: they agree in workEmail. Against it: nothing that HR says. ${ADVICE}`,
    ],
    [
      'names all that they agree and differ in, one after the other',
      { agrees: ['workEmail', 'displayName'], differs: ['employeeNumber', 'displayName'] },
      'Are worker w1 and worker w2 the same person? For it: they agree in workEmail, displayName. ' +
        `Against it: employeeNumber differs, displayName differs. ${ADVICE}`,
    ],
    [
      'says where nothing speaks for it',
      { agrees: [] },
      `Are worker w1 and worker w2 the same person? For it: they agree in nothing. Against it: nothing that HR says. ${ADVICE}`,
    ],
    [
      'counts it against it that the other one works on beside',
      { differs: ['displayName'], goesOnBeside: true },
      'Are worker w1 and worker w2 the same person? For it: they agree in workEmail. ' +
        `Against it: displayName differs, the other worker still works under another id of the same HR system. ${ADVICE}`,
    ],
    [
      'says what ends meanwhile where one begins when the other ends',
      { isTransfer: true },
      'Are worker w1 and worker w2 the same person? For it: they agree in workEmail. Against it: nothing that HR says. ' +
        `Worker w1 starts when worker w2 leaves: if no operator has decided by then, sign-in ends and the rest stays. ${ADVICE}`,
    ],
  ])('%s', (_, more, question) => {
    expect(becauseOf({ ...doubt, ...more })).toBe(question);
  });
});
