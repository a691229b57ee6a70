import * as z from 'zod/mini';

import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import type { EventFeed, Logged, LoggedEvent } from '../../../../ports/target/event-feed.ts';
import { field, read } from '../../http/decode.ts';
import type { Tenant } from '../tenant/tenant.ts';

/** How many events one request asks for, and how many requests each log is asked at once: the first shows the newest. */
const PAGE = 100;
const MOST_PAGES = 5;
const DAY_MS = 86_400_000;

interface Log {
  readonly operation: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly kind: LoggedEvent['kind'];
}

/** What changes an account; who is in a group is no part of an account. */
const MAIN: Log = {
  operation: 'events.main',
  path: '/api/service/events/main',
  query: [
    ['resourceTypes', 'USER'],
    ['resourceTypes', 'REALM_ROLE_MAPPING'],
  ],
  kind: 'changed',
};

/** What an invited person does to join, and every sign-in after that. */
const LOGIN: Log = {
  operation: 'events.login',
  path: '/api/service/events/login',
  query: [
    'LOGIN',
    'REGISTER',
    'VERIFY_EMAIL',
    'UPDATE_PASSWORD',
    'EXECUTE_ACTIONS',
    'IDENTITY_PROVIDER_FIRST_LOGIN',
  ].map((type) => ['type', type] as const),
  kind: 'signed-in',
};

const event = z.looseObject({ time: z.number(), resourcePath: field(z.string()), userId: field(z.string()) });
const events = z.nullable(z.array(event));

/** Keycloak's path of a user, or of something that a user has. */
const USER_PATH = /^users\/([^/]+)(?:\/|$)/;

/** Atlan's two logs, which are those of the Keycloak behind it: who was changed, and who signed in. The newest stand first. */
export const eventFeed = (tenant: Tenant): EventFeed => ({
  since: async (at, call) => {
    const main = await readLog(tenant, MAIN, at, call);
    if (main.kind !== 'done') return main;
    const login = await readLog(tenant, LOGIN, at, call);
    if (login.kind !== 'done') return login;
    return done({
      events: [...main.value.events, ...login.value.events],
      isComplete: main.value.isComplete && login.value.isComplete,
    });
  },
});

/** New events move the older ones to later pages, so that one may be read twice, and none is missed. */
async function readLog(tenant: Tenant, log: Log, at: number, call: Call): Promise<Outcome<Logged>> {
  const { operation, path, kind } = log;
  // a day is asked for by its date, and nothing says in which zone
  const from = new Date(at - DAY_MS).toISOString().slice(0, 10);
  const found: LoggedEvent[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = [...log.query, ['dateFrom', from], ['first', String(page * PAGE)], ['max', String(PAGE)]] as const;
    const answer = await read(tenant, { operation, method: 'GET', path, query, about: 'thing' }, events, call);
    if (answer.kind !== 'done') return answer;
    const rows = answer.value ?? [];
    const recent = rows.filter(({ time }) => time >= at);
    for (const { time, resourcePath = '', userId } of recent) {
      const accountId = kind === 'changed' ? USER_PATH.exec(resourcePath)?.[1] : userId;
      if (accountId !== undefined) found.push({ accountId, at: time, kind });
    }
    if (rows.length < PAGE || recent.length < rows.length) return done({ events: found, isComplete: true });
  }
  return done({ events: found, isComplete: false });
}
