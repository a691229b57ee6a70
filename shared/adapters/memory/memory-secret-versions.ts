import { RetryableError } from '../../domain/failure.ts';
import type { SecretVersions } from '../../ports/secret-versions.ts';

export interface MemorySecretVersions extends SecretVersions {
  /** A person puts a value by hand. */
  put(text: string): void;
  /** Secrets Manager begins a rotation: an empty version is pending. */
  begin(version: string): void;
}

/** One secret in memory, with its versions. */
export function memorySecretVersions(name: string): MemorySecretVersions {
  const texts = new Map<string, string>();
  const stages = new Map<string, string>();
  const versions = new Set<string>();
  const makeCurrent = (to: string) => {
    const from = stages.get('AWSCURRENT');
    if (from === to) return;
    if (from !== undefined) stages.set('AWSPREVIOUS', from);
    stages.set('AWSCURRENT', to);
  };
  const stagesOf = (version: string) => [...stages].flatMap(([stage, at]) => (at === version ? stage : []));
  return {
    describe: async () => ({ name, stages: new Map([...versions].map((one) => [one, stagesOf(one)])) }),
    read: async (_id, version) => texts.get(version),
    readCurrent: async () => texts.get(stages.get('AWSCURRENT') ?? ''),
    putPending: async (_id, version, text) => {
      if ((texts.get(version) ?? text) !== text) throw new RetryableError(`The version ${version} has another value`);
      texts.set(version, text);
      versions.add(version);
      stages.set('AWSPENDING', version);
    },
    makeCurrent: async (_id, { from, to }) => {
      if (stages.get('AWSCURRENT') !== from) throw new RetryableError('Another version is current');
      makeCurrent(to);
    },
    put: (text) => {
      const version = `by-hand-${versions.size}`;
      versions.add(version);
      texts.set(version, text);
      makeCurrent(version);
    },
    begin: (version) => {
      versions.add(version);
      stages.set('AWSPENDING', version);
    },
  };
}
