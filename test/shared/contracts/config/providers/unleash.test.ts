import { describe, expect, it } from 'vitest';
import { secretFormOf } from '../../../../../shared/contracts/config/providers.ts';
import { readConfig } from '../../../../../shared/contracts/config/read-config.ts';
import { targetSecret } from '../../../../../shared/contracts/target-secret.ts';

const TARGET = {
  provider: 'unleash',
  allowedEmailDomains: ['example.com'],
  groups: { 'DX team': {} },
};
const read = (target: object, role = 'editor') =>
  readConfig({
    connections: { hr: { kind: 'canonical' } },
    targets: { flags: { ...TARGET, ...target } },
    rules: [{ name: 'all', target: 'flags', when: { always: true }, role, groups: ['DX team'] }],
  }).targets['flags'];

describe('a target at Unleash', () => {
  it('is complete once it was read', () => {
    expect(read({})).toMatchObject({
      maxRole: 'editor',
      requestsPerMinute: 120,
      unleash: { sendEmail: false },
      groups: { 'DX team': { create: false } },
    });
    expect(read({})).not.toHaveProperty('unleash.edition');
  });

  it('may say its edition, who mails, and what a group of its own is made with', () => {
    const group = { create: true, description: 'Squad', mappingsSSO: ['sso-dx'], rootRole: 'viewer' };
    const unleash = { sendEmail: true, edition: 'oss' };
    expect(read({ unleash, groups: { 'DX team': group } })).toMatchObject({ unleash, groups: { 'DX team': group } });
  });

  it('may ask for all that we may send in a minute, and no more', () => {
    expect(read({ requestsPerMinute: 600 })).toMatchObject({ requestsPerMinute: 600 });
    expect(() => read({ requestsPerMinute: 601 })).toThrow('from 1 to 600');
  });

  it('may reduce who is on leave, and not disable them, which would delete the account', () => {
    expect(read({ onLeave: 'reduce' })).toMatchObject({ onLeave: 'reduce' });
    expect(() => read({ onLeave: 'disable' })).toThrow('this provider ends access by deleting the account');
  });

  it('may have a path in the base URL of its secret', () => {
    const secret = JSON.stringify({ baseUrl: 'https://us.app.example.com/acme/', token: 'user:abc' });
    expect(targetSecret(secret, secretFormOf('unleash')).baseUrl).toBe('https://us.app.example.com/acme');
  });

  it.each([
    [{ unleash: { mail: true } }, 'targets.flags.unleash.mail is not known here: remove it, or correct its name'],
    [{ unleash: { edition: 'pro' } }, 'targets.flags.unleash.edition is "pro": use one of: oss, enterprise'],
    [{ dialect: {} }, 'targets.flags.dialect is not known here'],
    [{ groups: { 'DX team': { rootRole: 'owner' } } }, 'use one of: viewer, editor, admin'],
    [
      { groups: { 'DX team': { rootRole: 'admin' } } },
      'targets.flags.groups["DX team"].rootRole is not usable: give its members no more than editor, or raise maxRole of this target',
    ],
  ])('says what is wrong with %j', (target, sentence) => {
    expect(() => read(target)).toThrow(sentence);
  });

  it('lets a group be of administrators only where the target may have some', () => {
    const groups = { 'DX team': { rootRole: 'admin' } };
    expect(read({ maxRole: 'admin', groups })).toMatchObject({ groups });
  });

  it('has no role of another provider', () => {
    expect(() => read({}, '$member')).toThrow('use one of: viewer, editor');
  });
});
