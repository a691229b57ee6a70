import { describe, expect, it } from 'vitest';

import { targetSecret } from '../../../shared/contracts/target-secret.ts';
import { PermanentError } from '../../../shared/domain/failure.ts';

const secret = (fields: object) =>
  targetSecret(JSON.stringify({ baseUrl: 'https://acme.atlan.com', token: 'token-value', ...fields }));

describe("a target's secret", () => {
  it.each([
    'https://acme.atlan.com',
    'https://acme.atlan.com/',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
  ])('may point at %s', (baseUrl) => {
    expect(secret({ baseUrl })).toEqual({ baseUrl: baseUrl.replace(/\/$/, ''), token: 'token-value' });
  });

  it('may hold what the rotation notes beside the token; an invalid note does not block the target', () => {
    const notes = { id: 't', clientId: 'apikey-t', createdAt: 1, lifespanSeconds: 2, replaces: ['s'] };
    expect(secret(notes)).toMatchObject(notes);
    expect(secret({ id: 7, createdAt: 'yesterday', replaces: 's', lifespanSeconds: null, more: 1 })).toEqual({
      baseUrl: 'https://acme.atlan.com',
      token: 'token-value',
    });
  });

  it('may hold the token of a SCIM connection beside the other', () => {
    expect(secret({ scimToken: 'scim-value' })).toMatchObject({ token: 'token-value', scimToken: 'scim-value' });
    expect(() => secret({ scimToken: 'two words' })).toThrow('scimToken must be one printable word');
  });

  it.each([
    ['plain http', { baseUrl: 'http://acme.atlan.com' }, 'baseUrl must be an https:// origin'],
    ['a path', { baseUrl: 'https://acme.atlan.com/api' }, 'baseUrl must be an https:// origin'],
    ['credentials in the URL', { baseUrl: 'https://me:word@acme.atlan.com' }, 'baseUrl must be an https:// origin'],
    ['no URL', { baseUrl: 'acme' }, 'baseUrl must be an https:// origin'],
    ['an empty token', { token: '' }, 'token must be one printable word'],
    ['a token with a line break', { token: 'abc\ndef' }, 'token must be one printable word'],
    ['no token', { token: undefined }, 'token'],
  ])('is refused with %s, by the name of the field', (_case, fields, message) => {
    expect(() => secret(fields)).toThrow(PermanentError);
    expect(() => secret(fields)).toThrow(message);
  });

  it('holds both fields of an administrator’s OAuth client, or neither', () => {
    const pair = { adminClientId: 'a', adminClientSecret: 'b' };
    expect(secret(pair)).toMatchObject(pair);
    expect(() => secret({ adminClientId: 'a' })).toThrow('adminClientSecret is missing');
    expect(() => secret({ adminClientSecret: 'b' })).toThrow('adminClientId is missing');
  });

  const client = { token: undefined, clientId: 'oauth-client-1', clientSecret: 'client-secret' };
  const withClients = (fields: object) =>
    targetSecret(JSON.stringify({ baseUrl: 'https://acme.atlan.com', ...fields }), { oauthClients: true });

  it('may hold an OAuth client in place of the token, where the provider has them', () => {
    const held = { baseUrl: 'https://acme.atlan.com', clientId: 'oauth-client-1', clientSecret: 'client-secret' };
    expect(withClients({ ...client, scimToken: 's', createdAt: 1 })).toEqual({ ...held, scimToken: 's' });
    expect(() => secret(client)).toThrow('token');
    expect(withClients({ token: 't', clientId: 'apikey-1' })).toMatchObject({ token: 't', clientId: 'apikey-1' });
  });

  it.each([
    ['both', { ...client, token: 'token-value' }, 'token and clientSecret are both there'],
    ['the id alone', { clientId: 'oauth-client-1' }, 'clientSecret'],
    ['the secret alone', { clientSecret: 'client-secret' }, 'clientId'],
    ['neither', {}, 'token'],
  ])('is refused with %s, and says both forms', (_case, fields, field) => {
    expect(() => withClients(fields)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^${field}.*"token": "…"} or .*"clientSecret": "…"}`)),
      }),
    );
    expect(() => withClients(fields)).not.toThrow(/token-value|client-secret|oauth-client-1/);
  });

  it('is never quoted in its own error', () => {
    for (const text of [
      'hunter2',
      '{"baseUrl":"hunter2","token":"hunter2"}',
      '{"token":"hunter2 hunter2","baseUrl":"https://a.example"}',
    ]) {
      expect(() => targetSecret(text)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
      );
    }
  });
});
