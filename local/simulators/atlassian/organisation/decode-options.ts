import {
  type Decode,
  fieldsOf,
  filledText,
  flag,
  InvalidInput,
  integerBetween,
  isObject,
  listOf,
  nullOr,
  numberBetween,
  oneOf,
} from '../../kit/decode.ts';
import { defaultOptions, type OrganisationOptions } from './options.ts';

const atLeastOne: Decode<readonly string[]> = (value, at) => {
  const ids = listOf(filledText)(value, at);
  if (ids.length === 0) throw new InvalidInput(at, 'must name at least one directory');
  return ids;
};

/**
 * `base` with the fields that `patch` has.
 * @throws {InvalidInput} naming the field that is unknown or wrong.
 */
export function decodeOptions(
  patch: unknown,
  at: string,
  base: OrganisationOptions = defaultOptions,
): OrganisationOptions {
  fieldsOf(patch, at, Object.keys(defaultOptions));
  const given = isObject(patch) ? patch : {};
  const field = <K extends keyof OrganisationOptions>(
    name: K,
    decode: Decode<OrganisationOptions[K]>,
  ): OrganisationOptions[K] => (given[name] === undefined ? base[name] : decode(given[name], `${at}.${name}`));
  return {
    orgId: field('orgId', filledText),
    directoryIds: field('directoryIds', atLeastOne),
    requestsPerMinute: field('requestsPerMinute', nullOr(integerBetween(1))),
    blockSeconds: field('blockSeconds', numberBetween(0, 86_400)),
    visibilityMs: field('visibilityMs', numberBetween(0, 3_600_000)),
    seats: field('seats', nullOr(integerBetween(0))),
    seatCode: field('seatCode', nullOr(filledText)),
    isPaid: field('isPaid', flag),
    inviteMember: field('inviteMember', oneOf([200, 206, 409])),
    inviteGroupFails: field('inviteGroupFails', flag),
    restoreWithoutSeat: field('restoreWithoutSeat', oneOf([400, 409])),
    twice: field('twice', oneOf(['ok', 'refuse'])),
    endedStatus: field('endedStatus', oneOf([404, 410])),
    platformRoles: field('platformRoles', oneOf(['flat', 'nested'])),
    hideEmails: field('hideEmails', flag),
    groupIds: field('groupIds', oneOf(['ari', 'bare'])),
    errorShape: field('errorShape', oneOf(['errors', 'code', 'timestamp', 'key', 'none'])),
    groupSearch: field('groupSearch', oneOf([200, 404, 405, 410])),
    scopedKey: field('scopedKey', nullOr(oneOf([401, 403]))),
    verifiedDomains: field('verifiedDomains', listOf(filledText)),
    enablementRefused: field('enablementRefused', nullOr(filledText)),
    ownsSite: field('ownsSite', flag),
  };
}
