import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { connectionSecret as secretOfKind } from '../../../shared/contracts/connection-secret.ts';
import { PermanentError } from '../../../shared/domain/failure.ts';

const connectionSecret = secretOfKind('standard-webhooks');
const shared = (bytes: number) => `whsec_${randomBytes(bytes).toString('base64')}`;
const open = (bytes: number) => `whpk_${randomBytes(bytes).toString('base64')}`;

describe("a connection's secret", () => {
  it('holds every key that is valid now', () => {
    const secrets = [shared(24), shared(25), shared(64), open(32)];
    expect(connectionSecret(JSON.stringify({ secrets }))).toEqual({ secrets });
  });

  it.each([
    ['the secret must be an object', 'whsec_not-json'],
    ['secrets must be a list', '{}'],
    ['secrets must hold at least one key', '{"secrets":[]}'],
    ['secrets.1 must be whsec_ and base64 of at least 24 bytes', JSON.stringify({ secrets: [shared(24), shared(23)] })],
    ['secrets.0 must be whsec_', JSON.stringify({ secrets: [open(31)] })],
    ['secrets.0 must be whsec_', '{"secrets":["correct horse battery staple"]}'],
  ])('is refused because %s, and is not quoted', (because, text) => {
    const refused = () => connectionSecret(text);
    expect(refused).toThrow(PermanentError);
    expect(refused).toThrow(because);
    expect(refused).not.toThrow(/horse|not-json/);
  });
});

describe('the secret of a BambooHR connection', () => {
  const read = secretOfKind('bamboohr');
  const key = () => randomBytes(16).toString('hex');

  it('holds private keys as they were shown', () => {
    const secrets = [key(), key()];
    expect(read(JSON.stringify({ secrets }))).toEqual({ secrets });
  });

  it.each([
    ['a key of another kind', shared(32)],
    ['part of a key', key().slice(1)],
    ['a key with a line break', `${key()}\n`],
  ])('is refused for %s, and is not quoted', (_case, secret) => {
    const refused = () => read(JSON.stringify({ secrets: [secret] }));
    expect(refused).toThrow(PermanentError);
    expect(refused).toThrow('secrets.0 must be the private key that BambooHR showed');
    expect(refused).not.toThrow(secret.trim());
  });
});
