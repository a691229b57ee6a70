import { ROTATION } from '../../contracts/cadence.ts';
import type { TokenSecret } from '../../contracts/target-secret.ts';
import { PermanentError } from '../../domain/failure.ts';
import type { Rotation } from './deps.ts';
import { baseName, replacedBy, tokenName } from './lineage.ts';
import { must } from './must.ts';
import { currentToken, pendingToken } from './read-versions.ts';

const DAY_SECONDS = 86_400;

/**
 * Makes a token like the current one, with it, and keeps it as the pending version. A try that ended between the two left a token whose
 * secret is lost: it carries this version in its name, and is deleted before the next is made.
 */
export async function createSecret(rotation: Rotation): Promise<void> {
  const { target, secretId, version, deps, call } = rotation;
  if (await pendingToken(rotation)) return;
  const current = await currentToken(rotation);
  if (!current)
    throw new PermanentError(
      `The secret of ${target} is empty, so there is no token to make a new one with; put a token there`,
    );
  const mint = deps.mintFor(target, current);
  const survey = must(await mint.survey(call));
  const { own, all } = survey;
  if (!own.personas)
    throw new PermanentError(
      `${target} shows the personas of its token in an unknown format, so a new token could not get the same ones; replace the token by hand`,
    );

  const displayName = tokenName(baseName(own), version);
  for (const orphan of all.filter((token) => token.displayName === displayName)) {
    must(await mint.remove(orphan.id, call));
    deps.observe.info('token-removed', { target, token: orphan.id });
  }
  const made = must(
    await mint.mint(
      {
        displayName,
        description: own.description ?? '',
        validitySeconds: ROTATION.lifespanDays * DAY_SECONDS,
        personaQualifiedNames: own.personas,
      },
      call,
    ),
  );
  const pending: TokenSecret = {
    baseUrl: current.baseUrl,
    token: made.secret,
    ...(current.scimToken !== undefined && { scimToken: current.scimToken }),
    ...(current.adminToken !== undefined && { adminToken: current.adminToken }),
    ...(current.adminClientId !== undefined && {
      adminClientId: current.adminClientId,
      adminClientSecret: current.adminClientSecret,
    }),
    id: made.id,
    clientId: made.clientId,
    createdAt: made.createdAt,
    lifespanSeconds: made.lifespanSeconds,
    replaces: replacedBy(current, survey),
  };
  await deps.versions.putPending(secretId, version, JSON.stringify(pending));
  deps.observe.info('token-minted', { target, token: made.id, version });
}
