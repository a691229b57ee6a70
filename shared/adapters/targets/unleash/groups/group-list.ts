import * as z from 'zod/mini';
import { done, mapOutcome, type NotDone, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { read } from '../../http/decode.ts';
import type { Tenant } from '../http/dialect.ts';
import { type GroupRecord, groupRecord } from '../http/records.ts';

export const GROUPS = '/api/admin/groups';
export const groupPath = (groupId: string): string => `${GROUPS}/${encodeURIComponent(groupId)}`;

export type Edition = 'oss' | 'enterprise';

/** The groups of an instance, and whether it has any at all. */
export interface GroupList {
  /** Every group with every member, as they are at some moment after the call. Who ask at once share a request. */
  read(call: Call): Promise<Outcome<readonly GroupRecord[]>>;
  /** Asked once; then it is known. */
  edition(call: Call): Promise<Outcome<Edition>>;
}

const shape = z.object({ groups: z.array(groupRecord) });

/** `configured`: the edition, where the configuration says it. */
export function groupList(tenant: Tenant, configured: Edition | undefined): GroupList {
  let known = configured;
  let current: Promise<unknown> | undefined;
  let next: Promise<Outcome<readonly GroupRecord[]>> | undefined;

  /** Only the open source edition says of this path that there is none. */
  async function ask(call: Call): Promise<Outcome<readonly GroupRecord[]>> {
    let isMissing = false;
    const watching: Tenant = {
      ...tenant,
      ask: async (request, granted) => {
        const reply = await tenant.ask(request, granted);
        isMissing = reply.kind === 'rejected' && reply.error.meaning === 'no-such-path';
        return reply;
      },
    };
    const request = { operation: 'groups.list', method: 'GET', path: GROUPS } as const;
    const groups = await read(watching, request, shape, call);
    if (groups.kind === 'done') known = 'enterprise';
    if (!isMissing) return mapOutcome(groups, (listed) => listed.groups);
    if (configured === 'enterprise') return notEnterprise(tenant);
    known = 'oss';
    return done([]);
  }

  /** A request that is under way may show what was before this call, so the next one is waited for. */
  async function readNext(call: Call): Promise<Outcome<readonly GroupRecord[]>> {
    if (next) return next;
    const begun = (async () => {
      await current;
      next = undefined;
      const asked = ask(call);
      current = asked;
      return asked;
    })();
    next = begun;
    return begun;
  }

  return {
    read: async (call) => (known === 'oss' ? done([]) : readNext(call)),
    edition: async (call) => {
      if (known) return done(known);
      const groups = await readNext(call);
      return groups.kind === 'done' ? done(known ?? 'enterprise') : groups;
    },
  };
}

const notEnterprise = ({ name }: Tenant): NotDone => ({
  kind: 'permanent',
  because: `${name} has no groups, although its configuration says enterprise; correct unleash.edition, or the base URL in its secret`,
});

/** What to answer where the edition has no groups. */
export const noGroups = ({ name }: Tenant): NotDone => ({
  kind: 'permanent',
  because: `${name} is Unleash's open source edition, which has no groups; take the groups out of its rules, or use Unleash Enterprise`,
});
