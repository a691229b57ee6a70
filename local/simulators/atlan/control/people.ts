import { complain } from '../../kit/control/complaint.ts';
import type { ControlHandler } from '../../kit/control/control-request.ts';
import { fieldsOf, filledText } from '../../kit/decode.ts';
import { ok } from '../../kit/http/answer.ts';
import { findUser, newSecret, type Tenant, userByEmail } from '../tenant/tenant.ts';
import { accountState, type LoginEvent, signedIn, type User } from '../tenant/user.ts';
import type { AtlanWorld } from '../world.ts';
import { shownUser } from './state.ts';

const DAY_MS = 86_400_000;

/** The invited person verifies the address, chooses name and password, and signs in for the first time. */
export const accept: ControlHandler<AtlanWorld> = ({ world, body, now }) => {
  const { tenant } = world;
  const fields = fieldsOf(body, 'body', ['email', 'username', 'firstName', 'lastName']);
  const user = byEmail(tenant, fields.required('email', filledText));
  const username = fields.optional('username', filledText) ?? user.username;
  const { invitationValidityDays, provisionalUsername } = world.options();
  if (accountState(user) !== 'invited')
    throw complain(409, `${user.email} is ${accountState(user)}, so there is no invitation to accept.`);
  if (invitationValidityDays !== null && now > user.createdTimestamp + invitationValidityDays * DAY_MS) {
    throw complain(409, `The invitation of ${user.email} has expired (option invitationValidityDays).`);
  }
  if (username !== user.username) {
    if (!provisionalUsername)
      throw complain(409, 'Usernames cannot be changed on this tenant (option provisionalUsername).');
    if (findUser(tenant.users, (other) => other.username === username) !== undefined) {
      throw complain(409, `The username ${username} is taken; choose another one.`);
    }
  }
  const [first = '', ...rest] = user.email.slice(0, user.email.indexOf('@')).split(/[._+-]/);
  const accepted: User = {
    ...user,
    emailVerified: true,
    username,
    firstName: fields.optional('firstName', filledText) ?? user.firstName ?? capitalised(first),
    lastName: fields.optional('lastName', filledText) ?? user.lastName ?? rest.map(capitalised).join(' '),
  };
  tenant.users.put(signedIn(accepted, login(tenant, now)), now);
  return ok(shownUser(byEmail(tenant, user.email), tenant));
};

/** An interactive session: `{token}` is a bearer that acts as this person. */
export const signIn: ControlHandler<AtlanWorld> = ({ world, body, now }) => {
  const { tenant } = world;
  const user = byEmail(tenant, fieldsOf(body, 'body', ['email']).required('email', filledText));
  const state = accountState(user);
  if (state === 'invited')
    throw complain(409, `${user.email} has not accepted the invitation yet; POST /_control/accept first.`);
  if (state === 'disabled' || state === 'locked') throw complain(409, `${user.email} is ${state} and cannot sign in.`);
  tenant.users.put(signedIn(user, login(tenant, now)), now);
  const token = newSecret();
  tenant.bearers.set(token, user.id);
  return ok({ token, userId: user.id });
};

/** What an administrator does on the page of single sign-on; the token before this one is dead. */
export const generateScimToken: ControlHandler<AtlanWorld> = ({ world }) => {
  if (!world.options().scimTenant) throw complain(409, 'This tenant has no SCIM (option scimTenant).');
  const token = newSecret();
  world.tenant.scim.token = token;
  return ok({ token });
};

function byEmail(tenant: Tenant, email: string): User {
  const user = userByEmail(tenant.users, email);
  if (user === undefined) throw complain(404, `No user has the address ${email}.`);
  return user;
}

const login = (tenant: Tenant, time: number): LoginEvent => ({
  sessionId: tenant.guid(),
  ipAddress: '127.0.0.1',
  time,
});

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
