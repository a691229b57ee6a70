import type { TargetSecret } from '../../../contracts/target-secret.ts';
import { PermanentError } from '../../../domain/failure.ts';
import type { Secret } from '../../../ports/secret.ts';

/**
 * The SCIM side of a target's secret: its own token, at `path` behind the same address. Without that token the store is read once more,
 * because an operator may have put it there since; and nothing is sent while it is missing.
 */
export function scimSecret(secret: Secret<TargetSecret>, path: string): Secret<TargetSecret> {
  const scimSide = ({ baseUrl, scimToken }: TargetSecret): TargetSecret => {
    if (scimToken === undefined)
      throw new PermanentError(
        'it holds no scimToken, and provisionedBy is scim; put the token of the SCIM connection there',
      );
    return { baseUrl: `${baseUrl}${path}`, token: scimToken };
  };
  return {
    get: async () => {
      const held = await secret.get();
      return scimSide(held.scimToken === undefined ? await secret.refresh() : held);
    },
    refresh: async () => scimSide(await secret.refresh()),
  };
}
