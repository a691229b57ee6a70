import * as z from 'zod/mini';

import type { HoldKind } from '../../../domain/worker/hold.ts';

const KINDS = {
  'leaver-limit': 'leaver-limit',
  'removal-limit': 'removal-limit',
  'elevation-limit': 'elevation-limit',
  'grant-limit': 'grant-limit',
  administrator: 'administrator',
  'last-administrator': 'last-administrator',
  'unmanaged-leaver': 'unmanaged-leaver',
  conflict: 'conflict',
  protected: 'protected',
  'hand-off': 'hand-off',
  'left-behind': 'left-behind',
  identity: 'identity',
  'same-person': 'same-person',
  'undated-ending': 'undated-ending',
  'unknown-leaver': 'unknown-leaver',
  unconfirmed: 'unconfirmed',
  'idle-cancellation': 'idle-cancellation',
  'unclear-ending': 'unclear-ending',
  'no-show': 'no-show',
  'no-role': 'no-role',
  'late-grant': 'late-grant',
  'sponsor-left': 'sponsor-left',
  vanished: 'vanished',
  assets: 'assets',
  removal: 'removal',
} as const satisfies { readonly [Kind in HoldKind]: Kind };

/** A kind of hold, as `hold list` shows it. */
export const holdKind = z.enum(KINDS, 'must be a kind of hold, as hold list shows it');
