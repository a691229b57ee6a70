import { describe, expect, it } from 'vitest';

import { goneTo, isApart, type LinkFact, withLink } from '../../../../shared/domain/identity/link-fact.ts';

const fact = (kind: LinkFact['kind'], more: Partial<LinkFact> = {}): LinkFact => ({
  kind,
  actor: 'ops',
  reason: 'because',
  at: 1,
  ...more,
});
const joined = (sourceKey: string) => fact('joined', { sourceKey });
const gone = (sourceKey: string, other: string) => fact('gone', { sourceKey, other });
const apart = (other: string) => fact('apart', { other });

describe('the links of a worker', () => {
  it('are none at first, and the one that was added last stands at the end', () => {
    const links = withLink({}, joined('hr:1'));
    expect(links).toEqual([joined('hr:1')]);
    expect(withLink({ links }, joined('hr:2'))).toEqual([joined('hr:1'), joined('hr:2')]);
  });

  it('are fifty at most: the oldest goes first', () => {
    const many = Array.from({ length: 50 }, (_, n) => joined(`hr:${n}`));
    expect(withLink({ links: many }, joined('hr:50'))).toEqual([...many.slice(1), joined('hr:50')]);
  });
});

describe('the worker to whom a source key went', () => {
  it.each<[string, readonly LinkFact[] | undefined, string | undefined]>([
    ['is no worker where nothing was ever linked', undefined, undefined],
    ['is no worker while it is of this one', [joined('hr:1')], undefined],
    ['is the other one from the day it went', [joined('hr:1'), gone('hr:1', 'w2')], 'w2'],
    ['is no worker once it came back', [gone('hr:1', 'w2'), joined('hr:1')], undefined],
    ['is the one to whom it went last', [gone('hr:1', 'w2'), joined('hr:1'), gone('hr:1', 'w3')], 'w3'],
    ['does not depend on what went of other source keys', [joined('hr:1'), gone('hr:2', 'w2')], undefined],
    ['is not forgotten for what came of other source keys', [gone('hr:1', 'w2'), joined('hr:2')], 'w2'],
    [
      'is no worker where the source key came from another one',
      [fact('joined', { sourceKey: 'hr:1', other: 'w2' })],
      undefined,
    ],
  ])('%s', (_, links, other) => {
    expect(goneTo(links ? { links } : {}, 'hr:1')).toBe(other);
  });
});

describe('another worker', () => {
  it.each<[string, readonly LinkFact[] | undefined, boolean]>([
    ['is not known to be another person where nothing was ever said', undefined, false],
    ['is another person once an operator said so', [apart('w2')], true],
    ['is the same person where the source key of one went to the other', [gone('hr:1', 'w2')], false],
    ['is what the operator said last', [gone('hr:1', 'w2'), apart('w2')], true],
    ['is no other person any more once they were linked', [apart('w2'), gone('hr:1', 'w2')], false],
    ['is nothing by what was said of a third one', [apart('w3')], false],
    ['stays what it is for what was said of a third one', [apart('w2'), gone('hr:1', 'w3')], true],
  ])('%s', (_, links, expected) => {
    expect(isApart(links ? { links } : {}, 'w2')).toBe(expected);
  });
});
