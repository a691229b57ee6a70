import { done, type Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';
import { readAll } from '../http/pages.ts';
import { directoryRecord } from '../http/records.ts';
import type { Organisation } from './organisation.ts';

export interface Directories {
  /** Ids of the directories that the key may manage. */
  list(call: Call): Promise<Outcome<readonly string[]>>;
  /** Asked before every write: whether the configured directory is there. Once it was, it is not asked again. */
  mayWrite(call: Call): Promise<Outcome<void>>;
}

export function directories(organisation: Organisation): Directories {
  const { name, settings, paths } = organisation;
  let isThere = false;

  const list = async (call: Call): Promise<Outcome<readonly string[]>> => {
    const path = `${paths.organisation}/directories`;
    const all = await readAll(
      organisation,
      { operation: 'directories.list', path, by: 'list', record: directoryRecord },
      call,
    );
    if (all.kind === 'permanent') return { ...all, because: `${all.because}; check atlassian.orgId` };
    return all.kind === 'done' ? done(all.value.map(({ directoryId }) => directoryId)) : all;
  };

  return {
    list,
    mayWrite: async (call) => {
      if (isThere) return done(undefined);
      if (settings.directoryId === '-') {
        const because = `${name} is configured for all directories (-), which only reads may name; put the id of one directory into atlassian.directoryId`;
        return { kind: 'permanent', because };
      }
      const all = await list(call);
      if (all.kind !== 'done') return all;
      isThere = all.value.includes(settings.directoryId);
      if (isThere) return done(undefined);
      const because = `${name} has no directory ${settings.directoryId} that this key may manage; it has ${all.value.join(', ') || 'none'}. Correct atlassian.directoryId`;
      return { kind: 'permanent', because };
    },
  };
}
