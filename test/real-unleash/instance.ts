import { spawnSync } from 'node:child_process';

interface RealUnleash {
  readonly baseUrl: string;
  readonly token: string;
  /** The same instance behind a server with the limit of creating users that Unleash has by itself. */
  readonly limitedUrl: string;
  readonly databaseUrl: string;
}

/** What `npm run real-unleash` started. */
export const real: RealUnleash = JSON.parse(process.env['REAL_UNLEASH'] ?? '{}');

/** What no API of the open source edition offers, written into the database; answers the rows. */
function sql(statement: string): readonly string[] {
  const { status, stdout, stderr } = spawnSync(
    'psql',
    ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', real.databaseUrl],
    {
      input: statement,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`psql ended with ${status}: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

interface Person {
  readonly email: string;
  readonly name?: string;
  /** The id of a root role; a viewer when absent. */
  readonly rootRole?: number;
  /** Whether they have never signed in. */
  readonly isNew?: boolean;
}

/** No user is left, the administrator of the beginning neither. */
export const empty = (): void => void sql('delete from users where not is_system;');

/** Puts people in, oldest first; resolves to their ids. */
export function putUsers(people: readonly Person[]): readonly string[] {
  if (people.length === 0) return [];
  const rows = people.map(
    ({ email, name, rootRole = 3, isNew = false }) =>
      `(${quoted(email)}, ${name === undefined ? 'null' : quoted(name)}, ${isNew ? 'null' : 'now()'}, ${rootRole})`,
  );
  return sql(`
    create temporary table given (place serial, email text, name text, seen_at timestamptz, role_id int);
    insert into given (email, name, seen_at, role_id) values ${rows.join(', ')};
    with made as (insert into users (email, name, seen_at) select email, name, seen_at from given order by place returning id, email)
    insert into role_user (role_id, user_id, project) select role_id, id, 'default' from made join given using (email);
    select id from users join given using (email) order by place;`);
}

export const signIn = (email: string): void =>
  void sql(`update users set seen_at = now() where email = ${quoted(email.toLowerCase())};`);
