import { memorySecretVersions } from '../../../../shared/adapters/memory/memory-secret-versions.ts';
import { describeSecretVersions } from '../../../contract/secret-versions.ts';

describeSecretVersions('the secret in memory', async () => {
  const versions = memorySecretVersions('targets/atlan-prod');
  return {
    versions,
    secretId: 'arn',
    name: 'targets/atlan-prod',
    put: async (value) => versions.put(JSON.stringify(value)),
    begin: async () => {
      versions.begin('v-1');
      return 'v-1';
    },
    [Symbol.asyncDispose]: async () => {},
  };
});
