import type { Change } from '../observed-table.ts';
import { accountState, type LoginEvent, type User } from '../user.ts';

/** What a person did themself, as Keycloak writes it down. */
export interface SignInEvent {
  /** Epoch ms. */
  readonly time: number;
  readonly type: string;
  readonly userId: string;
  readonly username: string;
  readonly ipAddress: string;
  /** Absent for what comes before the session. */
  readonly sessionId?: string;
  readonly error?: string;
}

/** The sign-ins that a change of a user brings, the oldest first. */
export const newSignIns = (before: User | undefined, after: User): readonly LoginEvent[] =>
  after.loginEvents.filter((login) => !before?.loginEvents.includes(login)).toReversed();

/** The events of one change of a user, in the order in which they happened; none where the person did nothing. */
export function signInEvents({ before, after, at }: Change<User>): readonly SignInEvent[] {
  if (after === undefined) return [];
  const { id: userId, username } = after;
  const [first, ...later] = newSignIns(before, after);
  const event = (
    type: string,
    { time, ipAddress, sessionId }: Omit<LoginEvent, 'sessionId'> & Partial<LoginEvent>,
  ) => ({
    time,
    type,
    userId,
    username,
    ipAddress,
    ...(sessionId !== undefined && { sessionId }),
  });
  const isNewlyLocked = after.isLocked && before?.isLocked !== true;
  return [
    ...(first === undefined
      ? []
      : [
          ...beforeFirstSignIn(before).map((type) => event(type, { ...first, sessionId: undefined })),
          ...[first, ...later].map((login) => event('LOGIN', login)),
        ]),
    ...(isNewlyLocked
      ? [{ ...event('LOGIN_ERROR', { time: at, ipAddress: '127.0.0.1' }), error: 'user_temporarily_disabled' }]
      : []),
  ];
}

/** What an invited person does at the page of the invitation, and what the first sign-in of one whom single sign-on brings is. */
function beforeFirstSignIn(before: User | undefined): readonly string[] {
  const state = before && accountState(before);
  if (state === 'invited') return ['VERIFY_EMAIL', 'UPDATE_PASSWORD', 'EXECUTE_ACTIONS'];
  return state === 'provisioned' ? ['IDENTITY_PROVIDER_FIRST_LOGIN'] : [];
}
