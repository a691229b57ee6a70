import { describe, expect, it } from 'vitest';
import type { Attributes, LifecycleEvent } from '../../../../shared/domain/event/lifecycle-event.ts';
import type { LinkFact } from '../../../../shared/domain/identity/link-fact.ts';
import { hasLostLink } from '../../../../shared/domain/identity/own-link.ts';
import { recordAll } from '../../../../shared/domain/timeline/engagement.ts';
import { lifecycleEvent } from '../../../support/events.ts';

const ada: Attributes = { workEmail: 'ada@example.com', displayName: 'Ada Example' };
const bea: Attributes = { workEmail: 'bea@example.com', displayName: 'Bea Example' };

/** What HR says under one source key: one fact with these attributes after the other. */
const saying = (...all: readonly Attributes[]) =>
  recordAll(all.map((attributes, n) => lifecycleEvent(n, n === 0 ? 'joined' : 'moved', { attributes }))).engagement;

/** HR spoke of Ada under the key `hr:1`, and has just corrected what it said under the key `hr:2`. */
const apart = { engagements: { 'hr:1': saying(ada), 'hr:2': saying(bea) } };
const correction = lifecycleEvent(9, 'moved', { sourceKey: 'hr:2', phase: 'corrected' });
const plain: LifecycleEvent = { ...correction, phase: 'effective' };

const link = (more: Partial<LinkFact>): LinkFact => ({
  kind: 'joined',
  sourceKey: 'hr:2',
  actor: 'hr',
  reason: 'The same address and name',
  at: 1,
  ...more,
});

describe('a source key of which nothing agrees any more with the others', () => {
  it.each<[string, LifecycleEvent, boolean]>([
    ['a correction', correction, true],
    ['a cancellation', { ...plain, phase: 'cancelled' }, true],
    ['an event that replaces another one', { ...plain, supersedes: 'evt_1' }, true],
    ['any other event', plain, false],
    ['an announcement', { ...plain, phase: 'scheduled' }, false],
    ['a correction by which HR names the earlier id', { ...correction, previousSourceKey: 'hr:1' }, false],
    ['a correction under a key that HR never spoke of', { ...correction, sourceKey: 'hr:3' }, false],
  ])('is lost to the worker by %s: %s', (_name, event, isLost) => {
    expect(hasLostLink(apart, event)).toBe(isLost);
  });

  it.each<[string, LinkFact[], boolean]>([
    ['HR’s words alone joined it', [link({})], true],
    ['an operator joined it', [link({ other: 'w2' })], false],
    ['HR itself named the earlier id', [link({ isNamed: true })], false],
    ['an operator joined another key', [link({}), link({ sourceKey: 'hr:3', other: 'w2' })], true],
    ['an operator joined it before HR’s words did', [link({ other: 'w2' }), link({})], true],
    ['an operator joined it after HR’s words did', [link({}), link({ other: 'w2' })], false],
  ])('where %s', (_name, links, isLost) => {
    expect(hasLostLink({ ...apart, links }, correction)).toBe(isLost);
  });
});

describe('by what HR says, a source key', () => {
  const address = { workEmail: 'bea@example.com' };
  const name = { displayName: 'Ada Example' };

  it.each<[string, readonly Attributes[], readonly Attributes[], boolean]>([
    ['is lost where some of its words state no address', [bea, { department: 'Data' }], [ada], true],
    ['is lost where some of the other words state no address', [bea], [ada, { department: 'Data' }], true],
    ['stays where none of its words states an address', [{ displayName: 'Bea Example' }], [ada], false],
    ['stays where none of the other words states an address', [bea], [name], false],
    ['stays where neither states an address', [{ displayName: 'Bea Example' }], [name], false],
    ['stays where one of its words agrees', [bea, name], [ada], false],
    ['stays where one of the other words agrees', [address], [ada, { ...name, ...address }], false],
    ['stays where the name agrees, though not the address', [{ ...address, ...name }], [ada], false],
  ])('%s', (_name, own, others, isLost) => {
    const engagements = { 'hr:1': saying(...others), 'hr:2': saying(...own) };
    expect(hasLostLink({ engagements }, correction)).toBe(isLost);
  });

  it('stays where HR speaks of the worker under no other one', () => {
    expect(hasLostLink({ engagements: { 'hr:2': saying(bea) } }, correction)).toBe(false);
  });
});
