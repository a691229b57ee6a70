import type { Rotation } from './deps.ts';
import { changedMeanwhile } from './read-versions.ts';

/**
 * The steps for a secret that holds an OAuth client: nothing is replaced, because its bearers last minutes and the client does not end by
 * itself. Secrets Manager wants a new version even so, and calls a rotation without one a failure: it gets the current text once more.
 */
export const KEEP_CLIENT = {
  createSecret: async (rotation: Rotation): Promise<void> => {
    const { target, secretId, version, deps } = rotation;
    if ((await deps.versions.read(secretId, version)) !== undefined) return;
    const text = await deps.versions.readCurrent(secretId);
    if (text === undefined) throw changedMeanwhile(rotation);
    await deps.versions.putPending(secretId, version, text);
    deps.observe.info('rotation-not-needed', { target, version, because: 'its secret holds an OAuth client' });
  },
  setSecret: async (): Promise<void> => undefined,
  testSecret: async (): Promise<void> => undefined,
  finishSecret: async (rotation: Rotation): Promise<void> => {
    const { secretId, version, stages, deps } = rotation;
    const from = [...stages].find(([, staged]) => staged.includes('AWSCURRENT'))?.[0];
    if (from === version) return;
    const pending = await deps.versions.read(secretId, version);
    if (pending === undefined || pending !== (await deps.versions.readCurrent(secretId)))
      throw changedMeanwhile(rotation);
    await deps.versions.makeCurrent(secretId, { from, to: version });
  },
};
