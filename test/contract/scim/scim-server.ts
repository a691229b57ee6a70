import { describe, expect, it } from 'vitest';
import { ADA, BOB, ENG, type ScimCase } from './case.ts';
import { PATCHING_GROUPS, PATCHING_USERS } from './patch-cases.ts';
import { AROUND, CREATING, READING, REPLACING } from './resource-cases.ts';

/** The cases that concern this system, as a client of such servers and as their simulator. */
const SCIM_CASES: readonly ScimCase[] = [
  ...CREATING,
  ...READING,
  ...REPLACING,
  ...PATCHING_USERS,
  ...PATCHING_GROUPS,
  ...AROUND,
];

interface ServerUnderTest extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
}

/** What every SCIM server must do. `deviations` are cases that a server of others is known not to pass, with what it does instead. */
export function describeScimServer(
  name: string,
  start: () => Promise<ServerUnderTest>,
  deviations: Readonly<Record<string, string>> = {},
): void {
  describe(`${name} and the standard`, () => {
    for (const one of SCIM_CASES) {
      const deviation = deviations[one.name];
      const title = `${one.name} (${one.section})`;
      if (deviation === undefined) it(title, () => check(one, start));
      else it.fails(`${title}; here: ${deviation}`, () => check(one, start));
    }

    it('deviates in no case that is not one', () => {
      expect(Object.keys(deviations).filter((known) => !SCIM_CASES.some((one) => one.name === known))).toEqual([]);
    });
  });
}

async function check(
  { request, status, scimType, body, lists, after }: ScimCase,
  start: () => Promise<ServerUnderTest>,
) {
  await using server = await start();
  const ask = asker(server);
  const ids: Record<string, string> = {};
  for (const [key, user] of Object.entries({ ada: ADA, bob: BOB })) ids[key] = await created(ask, '/Users', user);
  ids['eng'] = await created(ask, '/Groups', { ...ENG, members: [{ value: ids['ada'] }] });
  const named = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll(/\{(ada|bob|eng)\}/g, (_, key: string) => ids[key] ?? ''));

  const { method, path, headers } = request;
  const answer = await ask(method, named(path), request.body && named(request.body), headers);
  expect([status].flat()).toContain(answer.status);
  if (scimType !== undefined) expect(answer.body).toMatchObject({ scimType });
  if (body) hasAtLeast(answer.body, named(body));
  if (lists) expect(idsOf(answer.body, 'Resources', 'id')).toEqual(named(lists));
  if (answer.status === 201 && answer.body) {
    expect(answer.body['id']).toBeTruthy();
    expect(JSON.stringify(answer.body)).toContain(`/${String(answer.body['id'])}`);
  }
  if (!after) return;
  const seen = await ask('GET', named(after.path));
  expect(seen.status).toBe(after.status ?? 200);
  if (after.body) hasAtLeast(seen.body, named(after.body));
  if (after.members) expect(idsOf(seen.body, 'members', 'value').toSorted()).toEqual(named(after.members).toSorted());
}

type Body = Readonly<Record<string, unknown>> | undefined;

const asker =
  ({ url, token }: ServerUnderTest) =>
  async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  };

async function created(ask: ReturnType<typeof asker>, path: string, resource: unknown): Promise<string> {
  const { status, body } = await ask('POST', path, resource);
  expect(status).toBe(201);
  return String(body?.['id']);
}

const idsOf = (body: Body, list: string, field: string): readonly string[] =>
  ((body?.[list] ?? []) as Record<string, unknown>[]).map((item) => String(item[field]));

/** As `toMatchObject`, where null is an attribute that must not be there. */
function hasAtLeast(actual: unknown, wanted: unknown): void {
  if (wanted === null) expect(actual ?? null).toBeNull();
  else if (typeof wanted !== 'object') expect(actual).toEqual(wanted);
  else
    for (const [name, inner] of Object.entries(wanted)) hasAtLeast((actual as Record<string, unknown>)?.[name], inner);
}
