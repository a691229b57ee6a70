import { describe, expect, it } from 'vitest';
import { userRecord } from '../../../../../../shared/adapters/targets/atlan/http/records.ts';
import { toAccount } from '../../../../../../shared/adapters/targets/atlan/users/account.ts';

const account = (fields: object) => toAccount(userRecord.parse({ id: 'u1', ...fields }));
const LOGIN = 1_708_967_980_214;

describe('an Atlan user as an account', () => {
  it.each([
    ['disabled, whatever else it is', { enabled: false, emailVerified: false, isLocked: true }, 'disabled'],
    ['locked', { enabled: true, isLocked: true, emailVerified: true }, 'locked'],
    ['invited', { enabled: true, emailVerified: false }, 'invited'],
    ['provisioned', { enabled: true, emailVerified: true }, 'provisioned'],
    [
      'provisioned by an identity provider that verifies no mail',
      { enabled: true, emailVerified: null, lastLoginTime: 0, loginEvents: [] },
      'provisioned',
    ],
    [
      'provisioned, as in the examples that carry 42',
      { enabled: true, emailVerified: true, lastLoginTime: 42 },
      'provisioned',
    ],
    ['active by its last sign-in', { enabled: true, emailVerified: true, lastLoginTime: LOGIN }, 'active'],
    ['active by its sign-in events', { enabled: true, emailVerified: true, loginEvents: [{}] }, 'active'],
    ['unknown when nothing is said', {}, undefined],
    ['unknown without enabled', { emailVerified: true, lastLoginTime: LOGIN }, undefined],
  ])('is %s', (_name, fields, state) => {
    expect(account(fields).state).toBe(state);
  });

  it('leaves out what is missing, null or of another type', () => {
    expect(account({ email: null, enabled: 'yes', firstName: 7, createdTimestamp: '12' })).toEqual({ id: 'u1' });
  });

  it('reads the role from workspaceRole, else from the realm roles', () => {
    expect(account({ workspaceRole: '$admin', roles: ['$guest'] }).role).toBe('$admin');
    expect(account({ roles: ['default-roles-default', '$member'] }).role).toBe('$member');
    expect(account({ roles: ['persona_x'] }).role).toBeUndefined();
  });

  it('normalises the e-mail', () => {
    expect(account({ email: ' Zoe\u0308@Example.COM ' }).email).toBe('zoë@example.com');
  });
});
