import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  brokenAt,
  isUnproven,
  payloadHmac,
  type Receipt,
  type ReceiptHeader,
  receiptHash,
} from '../../../shared/domain/receipt.ts';

const SALT = 'salt-of-this-worker';

function chainOf(count: number): readonly Receipt[] {
  const chain: Receipt[] = [];
  for (let position = 0; position < count; position++) {
    const payload = { email: `p${position}@example.com` };
    const last = chain.at(-1);
    const header = {
      workerKey: 'w1',
      position,
      target: 'atlan-prod',
      action: 'invite',
      entry: 'outcome',
      verdict: 'verified',
      rule: 'members',
      at: position,
      previousHash: last ? receiptHash(last.header) : '',
      payloadHmac: payloadHmac(payload, SALT),
    } as const;
    chain.push({ header, payload });
  }
  return chain;
}

describe('a chain of receipts', () => {
  it('verifies, with and without its salt, and after its payloads are erased', () => {
    const chain = chainOf(5);
    expect(brokenAt(chain, SALT)).toBeUndefined();
    expect(brokenAt(chain, undefined)).toBeUndefined();
    expect(
      brokenAt(
        chain.map(({ header }) => ({ header })),
        undefined,
      ),
    ).toBeUndefined();
  });

  it('shows the place where a receipt was changed, dropped or swapped', () => {
    const changes: ((chain: Receipt[], at: number) => void)[] = [
      (chain, at) => {
        chain[at] = { ...chain[at]!, header: { ...chain[at]!.header, verdict: 'refused' } };
      },
      (chain, at) => {
        chain[at] = { ...chain[at]!, payload: { email: 'eve@example.com' } };
      },
      (chain, at) => void chain.splice(at, 1),
      (chain, at) => void chain.splice(at, 2, chain[at + 1]!, chain[at]!),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...changes), fc.integer({ min: 0, max: 3 }), (change, at) => {
        const chain = [...chainOf(6)];
        change(chain, at);
        expect(brokenAt(chain, SALT)).toBeGreaterThanOrEqual(at);
      }),
    );
  });

  it('shows a receipt that is at another place than it says, though the hashes fit', () => {
    const [first] = chainOf(1);
    const moved: Receipt = { ...first!, header: { ...first!.header, position: 1 } };
    expect(brokenAt([moved], SALT)).toBe(0);
  });

  it('cannot be mended after a forgery by fitting the next receipt to it: the one after that shows it', () => {
    const [first, second, third] = chainOf(3);
    const forged: Receipt = { ...first!, header: { ...first!.header, rule: 'forged' } };
    const refitted: Receipt = { ...second!, header: { ...second!.header, previousHash: receiptHash(forged.header) } };
    expect(brokenAt([forged, refitted, third!], SALT)).toBe(2);
  });

  it('depends on every field of a header, the hash of the one before it included', () => {
    const [{ header }] = chainOf(1) as [Receipt];
    const changed = Object.keys(header).map((field) => receiptHash({ ...header, [field]: 'changed' }));
    expect(new Set([receiptHash(header), ...changed]).size).toBe(changed.length + 1);
  });

  it('hashes what is said, not the order in which it is written', () => {
    const { header } = chainOf(1)[0]!;
    expect(receiptHash(Object.fromEntries(Object.entries(header).toReversed()) as typeof header)).toBe(
      receiptHash(header),
    );
  });
});

describe('what the target did not show yet', () => {
  const said = (action: string, entry: ReceiptHeader['entry'], verdict: ReceiptHeader['verdict']) => ({
    action,
    entry,
    verdict,
  });
  const unverified = said('set-role', 'outcome', 'unverified');
  const verified = said('set-role', 'outcome', 'verified');

  it.each<[string, Parameters<typeof isUnproven>[0], boolean]>([
    ['is nothing where nothing was done', [], false],
    ['is what was done and not read back', [said('set-role', 'intent', 'intended'), unverified], true],
    ['is nothing once it was read back', [unverified, verified], false],
    ['is what was read back before and not the last time', [verified, unverified], true],
    ['is one action, whatever became of others', [unverified, said('disable', 'outcome', 'ended')], true],
    [
      'is an action that was begun once more, until it has an outcome',
      [unverified, said('set-role', 'intent', 'intended')],
      true,
    ],
    ['is nothing that was only intended', [said('set-role', 'intent', 'intended')], false],
    ['is nothing that the target refused', [said('disable', 'outcome', 'refused')], false],
  ])('%s', (_, headers, expected) => {
    expect(isUnproven(headers)).toBe(expected);
  });
});
