import { Refused } from '../../kit/http/answer.ts';
import { mayNot } from '../fault-words.ts';
import { frameworkError } from '../http/answer.ts';
import { ADMIN_TOKEN_USER } from '../seed.ts';
import { ADMIN } from '../tenant/role.ts';
import type { User } from '../tenant/user.ts';
import type { UnleashWorld } from '../world.ts';

/** Who acts: the person or service account that a token belongs to, or in the open source edition the token alone. */
export interface Caller {
  readonly user: User;
  readonly kind: 'user-token' | 'admin-token';
  readonly secret: string;
}

/** Takes the raw token, and the token behind `Bearer`. @throws {Refused} 401 without a token, and for one that is not known. */
export function authenticate(header: string | undefined, world: UnleashWorld): Caller {
  if (header === undefined || header === '') throw new Refused(loggedOut());
  const secret = header.replace(/^Bearer\s+/i, '').trim();
  const { users } = world.instance.now();
  const isOurs = secret === world.token();
  const isAdminToken = isOurs && world.options().edition === 'oss';
  const user = isAdminToken
    ? users.get(ADMIN_TOKEN_USER)
    : isOurs
      ? [...users.values()].find(({ kind }) => kind === 'service')
      : users.get(world.instance.tokens.get(secret) ?? 0);
  if (user === undefined)
    throw new Refused(frameworkError(401, 'UnauthorizedError', 'You must log in to use Unleash.'));
  return { user, kind: isAdminToken ? 'admin-token' : 'user-token', secret };
}

const loggedOut = () =>
  frameworkError(
    401,
    'AuthenticationRequired',
    'You must log in to use Unleash. Your request had no authorization header, so we could not authorize you. Try logging in at /auth/simple/login',
    { path: '/auth/simple/login', type: 'password', defaultHidden: false },
  );

/** @throws {Refused} 403 for who is no administrator. */
export function demandAdmin({ user }: Caller): void {
  if (user.rootRole !== ADMIN) throw new Refused(mayNot());
}
