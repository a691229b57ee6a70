import { randomBytes } from 'node:crypto';

import { isObject } from '../../../kit/decode.ts';
import { done, json, ok, Refused } from '../../../kit/http/answer.ts';
import { scimManaged } from '../../fault-words.ts';
import { badData, badRequest, unknownError } from '../../http/answer.ts';
import { people } from '../../tenant/instance.ts';
import { ROLES, rootRole } from '../../tenant/role.ts';
import type { User } from '../../tenant/user.ts';
import { type ApiHandler, userInPath } from '../api-request.ts';
import { changed, inviteLink, whole } from './shown-user.ts';

const FIELDS = ['username', 'email', 'name', 'password', 'rootRole', 'sendEmail'];
const ADDRESS = /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@"(),:;<>[\\\]]+$/;

/** Counted against the limit before it is looked at. The role comes back as it was sent. */
export const createUser: ApiHandler = (request) => {
  const { headers, refusal } = request.countCreate();
  if (refusal) return refusal;
  try {
    return json(201, created(request, fieldsOf(request.body)), {
      ...headers,
      location: String(Math.max(...request.instance.now().users.keys())),
    });
  } catch (error) {
    if (error instanceof Refused) return { ...error.answer, headers: { ...error.answer.headers, ...headers } };
    throw error;
  }
};

type Body = Readonly<Record<string, unknown>>;

function fieldsOf(body: unknown): Body {
  const given = isObject(body) ? body : {};
  if (given['rootRole'] === undefined)
    throw badRequest(
      '/body/rootRole',
      'The `/body/rootRole` property is required. It was not present on the data you sent.',
    );
  const unknown = Object.keys(given).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) {
    const message = `The \`/body\` object of the request body does not allow additional properties. Your request included the \`/body/${unknown}\` property.`;
    throw badRequest(`/body/${unknown}`, message);
  }
  return given;
}

function created({ instance, now, baseUrl, options, ...request }: Parameters<ApiHandler>[0], body: Body) {
  const { email, username, name, sendEmail = true } = body;
  const role = roleOf(body['rootRole']);
  const address = text(email)?.toLowerCase();
  const login = text(username);
  if (address === undefined && login === undefined) throw badData('You must specify username or email');
  if (address !== undefined) demandAddress(address);
  const isTaken = [...instance.now().users.values()].some(
    (user) => (address !== undefined && user.email === address) || (login !== undefined && user.username === login),
  );
  if (isTaken) throw badData('User already exists');
  const fullName = text(name);
  const user: User = {
    id: instance.nextUserId(),
    kind: 'person',
    ...(fullName !== undefined && { name: fullName }),
    ...(login !== undefined && { username: login }),
    ...(address !== undefined && { email: address }),
    rootRole: role,
    createdAt: now,
    hasPassword: text(body['password']) !== undefined,
    inviteToken: randomBytes(24).toString('base64url'),
  };
  instance.putUser(user, now);
  return {
    ...whole(user, request),
    rootRole: body['rootRole'],
    inviteLink: inviteLink(user, baseUrl),
    emailSent: options.canMail && sendEmail === true,
  };
}

/** Only the fields that are given and not empty change. */
export const updateUser: ApiHandler = (request) => {
  const { instance, now } = request;
  const before = userInPath(request, instance.now());
  if (before.scimId !== undefined) throw new Refused(scimManaged());
  const body: Body = isObject(request.body) ? request.body : {};
  const email = text(body['email'])?.toLowerCase();
  if (email !== undefined) demandAddress(email);
  if (people(instance.now()).some((user) => user.id !== before.id && email !== undefined && user.email === email))
    throw unknownError(
      'update "users" set "email" = $1 - duplicate key value violates unique constraint "users_email_key"',
    );
  const given = body['rootRole'];
  const name = text(body['name']);
  const user: User = {
    ...before,
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(given !== undefined && { rootRole: roleOf(given) }),
  };
  instance.putUser(user, now);
  return ok({ ...changed(user, request), ...(given !== undefined && { rootRole: given }) });
};

/** For good, and any user: the last administrator too. */
export const deleteUser: ApiHandler = (request) => {
  const { instance, now } = request;
  instance.removeUser(userInPath(request, instance.now()).id, now);
  return done;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function demandAddress(address: string): void {
  if (!ADDRESS.test(address)) throw badData(`"value" must be a valid email. You provided "${address}".`);
}

function roleOf(given: unknown): number {
  const isName = typeof given === 'string' && ROLES.some(({ name }) => name === given);
  if (typeof given !== 'number' && !isName)
    throw badRequest(
      '/body/rootRole',
      `The \`/body/rootRole\` property must be integer. You sent ${JSON.stringify(given)}.`,
    );
  const role = rootRole(given);
  if (role === undefined) throw badData(`Could not find rootRole=${String(given)}`);
  return role.id;
}
