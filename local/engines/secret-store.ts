import { randomUUID } from 'node:crypto';

/** One version of a secret. Without a text while a rotation has only begun. */
export interface SecretVersion {
  readonly id: string;
  text?: string;
  /** Epoch ms. */
  readonly at: number;
}

export type Stage = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

/** The versions of one secret. A stage is on one version at most. */
export interface SecretStore {
  readonly byStage: (stage: string) => SecretVersion | undefined;
  readonly byId: (id: string) => SecretVersion | undefined;
  readonly stagesOf: (id: string) => readonly Stage[];
  /** Those with a stage; any other is deprecated, and not shown. */
  readonly staged: () => readonly SecretVersion[];
  /** False when the version has another text already: a version never changes. */
  readonly put: (id: string, text: string, stages: readonly Stage[]) => boolean;
  /** Puts a stage on a version; the one that was current becomes the previous one. */
  readonly move: (stage: Stage, to: string) => void;
  readonly removeStage: (stage: Stage) => void;
  /** Begins a rotation, or goes on with the one that is not finished; answers its version. */
  readonly begin: () => string;
}

export function createSecretStore(now: () => number): SecretStore {
  const versions = new Map<string, SecretVersion>();
  const stages = new Map<string, string>();
  const stagesOf = (id: string) => STAGES.filter((stage) => stages.get(stage) === id);
  const move = (stage: Stage, to: string) => {
    const from = stages.get(stage);
    if (stage === 'AWSCURRENT' && from !== undefined && from !== to) stages.set('AWSPREVIOUS', from);
    stages.set(stage, to);
  };
  const add = (id: string, text?: string) => {
    const version = { id, at: now(), ...(text !== undefined && { text }) };
    versions.set(id, version);
    return version;
  };
  return {
    byStage: (stage) => versions.get(stages.get(stage) ?? ''),
    byId: (id) => versions.get(id),
    stagesOf,
    staged: () => [...versions.values()].filter(({ id }) => stagesOf(id).length > 0),
    put: (id, text, staged) => {
      const known = versions.get(id) ?? add(id);
      if (known.text !== undefined && known.text !== text) return false;
      known.text = text;
      for (const stage of staged) move(stage, id);
      return true;
    },
    move,
    removeStage: (stage) => void stages.delete(stage),
    begin: () => {
      const pending = stages.get('AWSPENDING');
      if (pending !== undefined && pending !== stages.get('AWSCURRENT')) return pending;
      const { id } = add(randomUUID());
      move('AWSPENDING', id);
      return id;
    },
  };
}

const STAGES: readonly Stage[] = ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'];

export const isStage = (value: unknown): value is Stage => STAGES.some((stage) => stage === value);
