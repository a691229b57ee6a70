import type { Kind } from '../../../../shared/domain/event/lifecycle-event.ts';

/**
 * What each kind of event means to the oracle. `starts` and `ends` a spell; `changes` what is known of the worker, and says that they work
 * here; `names` changes it and says nothing of that; `nothing` is recorded and has no effect.
 */
export const KIND_MEANS: Readonly<Record<Kind, 'starts' | 'ends' | 'changes' | 'names' | 'nothing'>> = {
  joined: 'starts',
  rehired: 'starts',
  left: 'ends',
  moved: 'changes',
  identity_changed: 'names',
  leave_started: 'nothing',
  leave_ended: 'nothing',
  converted: 'nothing',
  record_deleted: 'nothing',
  observed: 'nothing',
};
