import fc from 'fast-check';
import { expect, it } from 'vitest';

import { closingTable } from '../../../local/demo/closing-table.ts';

const row = {
  worker: 'Johanna Lindqvist-Okonkwo',
  hr: 'active',
  policy: '$member +Data Engineering +Newcomers · $admin +Experiments',
  atlan: {
    'atlan-prod': 'active $member +Data Engineering +Newcomers',
    'atlan-sandbox': 'invited $admin +Experiments',
  },
  receipt: 'add-to-groups verified',
};

it('fits terminals of 80 to 200 columns and loses nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 80, max: 200 }), (width) => {
      const drawn = closingTable([row, row], width);
      for (const line of drawn.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      const letters = (text: string) => text.replaceAll(/[\s│─┌┐└┘├┤┬┴┼]/g, '');
      const all = (text: string) => Array.from(letters(text)).toSorted().join('');
      const told = [row.worker, row.hr, row.policy, ...Object.values(row.atlan), row.receipt].join('');
      const head = 'workerHR sayspolicy wantsatlan-prod hasatlan-sandbox hasreceipt';
      expect(all(drawn)).toBe(all(head + told + told));
    }),
  );
});
