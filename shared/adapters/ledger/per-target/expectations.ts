import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

import { type Expectation, stateOf } from '../../../domain/expectation/expectation.ts';
import type { LimitKind } from '../../../domain/plan/guard.ts';
import { SLOT_MS } from '../../../domain/plan/windows.ts';
import { FORESTALLED, untilWritten } from '../../../domain/until-written.ts';
import type { Cohort, CohortKind } from '../../../domain/worker/cohort.ts';
import type { Item, ItemKey } from '../../../ports/items.ts';
import type { Expectations } from '../../../ports/ledger/per-target/expectations.ts';
import { isExpired } from '../item/expiry.ts';
import { decode, encode, type Fields, type ItemKind, versionOf, type Words } from '../item/item-kind.ts';
import { keyText } from '../item/key-text.ts';
import type { LedgerParts } from '../ledger-parts.ts';

const KIND: ItemKind<Expectation> = {
  name: 'expectation',
  schema: 1,
  shape: z.object({
    id: z.string(),
    target: z.string(),
    kind: z.enum({
      leavers: 'leavers',
      removals: 'removals',
      elevations: 'elevations',
      grants: 'grants',
    } satisfies Words<LimitKind>),
    cohort: z.optional(
      z.object({
        by: z.enum({
          department: 'department',
          location: 'location',
          connection: 'connection',
        } satisfies Words<CohortKind>),
        value: z.string(),
      } satisfies Fields<Cohort>),
    ),
    upTo: z.number(),
    since: z.number(),
    until: z.number(),
    actor: z.string(),
    reason: z.string(),
    except: z.optional(z.string()),
    countedAt: z.number(),
    ended: z.optional(
      z.object({ at: z.number(), actor: z.string(), reason: z.string() } satisfies Fields<
        NonNullable<Expectation['ended']>
      >),
    ),
  } satisfies Fields<Expectation>),
};

const MOST = 100;
const ATTEMPTS = 10;
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** An item is written again by the next announcement of its kind and cohort, whose places stand in a later slot. */
export function ledgerExpectations({ items, clock }: LedgerParts): Expectations {
  const pk = (target: string) => keyText('expectation', target);
  const keyOf = ({ target, kind, cohort }: Pick<Expectation, 'target' | 'kind' | 'cohort'>): ItemKey => ({
    pk: pk(target),
    sk: cohort ? keyText(kind, cohort.by, digest(cohort.value)) : kind,
  });
  const write = async (
    expectation: Expectation,
    before: Item | undefined,
  ): Promise<Expectation | typeof FORESTALLED> => {
    const item = encode(KIND, {
      ...keyOf(expectation),
      version: versionOf(KIND.name, before) + 1,
      expiresAt: expectation.until + KEPT_MS,
      body: expectation,
    });
    const condition = before ? { version: versionOf(KIND.name, before) } : 'absent';
    return (await items.put(item, condition)) === 'put' ? expectation : FORESTALLED;
  };
  const list = async (target: string): Promise<readonly Expectation[]> => {
    const page = await items.query({ pk: pk(target), limit: 2 * MOST });
    return page.items.filter((item) => !isExpired(item, clock)).map((item) => decode(KIND, item));
  };

  return {
    list,
    announce: (announcement) =>
      untilWritten('The announced change', ATTEMPTS, async () => {
        const item = await items.get(keyOf(announcement));
        const before = item && decode(KIND, item);
        if (before && stateOf(before, announcement.since) === 'open') return { kind: 'stands', expectation: before };
        if (!before && (await list(announcement.target)).length >= MOST) return { kind: 'full' };
        const countedAt = Math.max(announcement.since, (before?.countedAt ?? 0) + 2 * SLOT_MS);
        const written = await write({ ...announcement, countedAt }, item);
        return written === FORESTALLED ? written : { kind: 'announced', expectation: written };
      }),
    end: (target, id, ended) =>
      untilWritten('The announced change', ATTEMPTS, async () => {
        const known = (await list(target)).find((one) => one.id === id);
        if (!known || known.ended) return known;
        const item = await items.get(keyOf(known));
        const current = item && decode(KIND, item);
        if (current?.id !== id || current.ended) return FORESTALLED;
        return write({ ...current, ended }, item);
      }),
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);
