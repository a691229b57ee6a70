import { describe, expect, it } from 'vitest';

import { RetryableError } from '../../shared/domain/failure.ts';
import type { SecretVersions } from '../../shared/ports/secret-versions.ts';

/** One secret, and what others do to it. */
export interface VersionsUnderTest extends AsyncDisposable {
  readonly versions: SecretVersions;
  readonly secretId: string;
  readonly name: string;
  readonly put: (value: object) => Promise<void>;
  /** Begins a rotation; the id of its version. */
  readonly begin: () => Promise<string>;
}

/** What the rotation needs of whatever keeps secrets. */
export function describeSecretVersions(name: string, start: () => Promise<VersionsUnderTest>): void {
  const stagesOf = async ({ versions, secretId }: VersionsUnderTest) =>
    [...(await versions.describe(secretId)).stages].filter(([, stages]) => stages.length > 0);

  describe(`${name}: a secret`, () => {
    it('that is still empty has a name and no value', async () => {
      await using far = await start();
      expect(await far.versions.describe(far.secretId)).toEqual({ name: far.name, stages: new Map() });
      expect(await far.versions.readCurrent(far.secretId)).toBeUndefined();
    });

    it('has an empty pending version when a rotation begins', async () => {
      await using far = await start();
      await far.put({ n: 1 });
      const version = await far.begin();
      expect(await stagesOf(far)).toContainEqual([version, ['AWSPENDING']]);
      expect(await far.versions.read(far.secretId, version)).toBeUndefined();
      expect(await far.versions.readCurrent(far.secretId)).toBe('{"n":1}');
    });

    it('keeps what is put into its pending version, once, and is not changed by it', async () => {
      await using far = await start();
      await far.put({ n: 1 });
      const version = await far.begin();
      await far.versions.putPending(far.secretId, version, '{"n":2}');
      await far.versions.putPending(far.secretId, version, '{"n":2}');
      await expect(far.versions.putPending(far.secretId, version, '{"n":3}')).rejects.toThrow(RetryableError);
      expect(await far.versions.read(far.secretId, version)).toBe('{"n":2}');
      expect(await far.versions.readCurrent(far.secretId)).toBe('{"n":1}');
    });

    it('has the pending version as its current one afterwards, and the one before as the previous', async () => {
      await using far = await start();
      await far.put({ n: 1 });
      const [[from] = ['']] = await stagesOf(far);
      const to = await far.begin();
      await far.versions.putPending(far.secretId, to, '{"n":2}');
      await far.versions.makeCurrent(far.secretId, { from, to });
      expect(await far.versions.readCurrent(far.secretId)).toBe('{"n":2}');
      expect(Object.fromEntries(await stagesOf(far))).toEqual({
        [from]: ['AWSPREVIOUS'],
        [to]: expect.arrayContaining(['AWSCURRENT']),
      });
      expect(await far.versions.read(far.secretId, from)).toBe('{"n":1}');
    });

    it('stays as it is when another version became current meanwhile', async () => {
      await using far = await start();
      await far.put({ n: 1 });
      const [[from] = ['']] = await stagesOf(far);
      const to = await far.begin();
      await far.versions.putPending(far.secretId, to, '{"n":2}');
      await far.put({ n: 3 });
      await expect(far.versions.makeCurrent(far.secretId, { from, to })).rejects.toThrow(RetryableError);
      expect(await far.versions.readCurrent(far.secretId)).toBe('{"n":3}');
    });
  });
}
