import {
  type Decode,
  fieldsOf,
  filledText,
  flag,
  integerBetween,
  isObject,
  listOf,
  nullOr,
  oneOf,
} from '../../kit/decode.ts';
import { type DirectoryOptions, GENERIC, PROFILES } from './options.ts';

/**
 * `base` with the fields that `patch` has; a profile that is named sets all others first.
 * @throws {InvalidInput} naming the field that is unknown or wrong.
 */
export function decodeOptions(patch: unknown, at: string, base: DirectoryOptions = GENERIC): DirectoryOptions {
  const fields = fieldsOf(patch, at, Object.keys(GENERIC));
  const profile = fields.optional('profile', oneOf(['generic', 'atlan', 'unleash', 'atlassian']));
  const before = profile === undefined ? base : PROFILES[profile];
  const given = isObject(patch) ? patch : {};
  const field = <K extends keyof DirectoryOptions>(
    name: K,
    decode: Decode<DirectoryOptions[K]>,
  ): DirectoryOptions[K] => (given[name] === undefined ? before[name] : decode(given[name], `${at}.${name}`));
  return {
    profile: before.profile,
    filters: field('filters', oneOf(['honour', 'ignore', 'refuse'])),
    filterAttributes: field('filterAttributes', listOf(filledText)),
    filterMindsCase: field('filterMindsCase', flag),
    emptyFilter: field('emptyFilter', oneOf(['list', 'not-found'])),
    patch: field('patch', oneOf(['200', '204', '501', '405'])),
    patchAnswerHidesMembers: field('patchAnswerHidesMembers', flag),
    booleans: field('booleans', oneOf(['json', 'text'])),
    ignoresActive: field('ignoresActive', flag),
    maxPage: field('maxPage', integerBetween(1, 10_000)),
    pagesEndAfter: field('pagesEndAfter', nullOr(integerBetween(0))),
    unknownMembers: field('unknownMembers', oneOf(['refuse', 'skip'])),
    memberTwice: field('memberTwice', oneOf(['ignore', 'keep'])),
    removeAbsent: field('removeAbsent', oneOf(['done', 'noTarget'])),
    minimalGroupPatch: field('minimalGroupPatch', flag),
    etags: field('etags', oneOf(['off', 'offered', 'required'])),
    cursors: field('cursors', flag),
    errorStatus: field('errorStatus', oneOf(['text', 'number'])),
    errorShape: field('errorShape', oneOf(['scim', 'unleash', 'atlassian', 'none'])),
    usersShowGroups: field('usersShowGroups', flag),
    duplicateStatus: field('duplicateStatus', oneOf([409, 400, 500])),
    uniqueEmails: field('uniqueEmails', flag),
    createAnswer: field('createAnswer', oneOf(['resource', 'location'])),
    mediaTypes: field('mediaTypes', oneOf(['both', 'scim', 'json'])),
    groupsCanBeMade: field('groupsCanBeMade', flag),
    deletedUsers: field('deletedUsers', oneOf(['removed', 'disabled', 'hidden'])),
    userNameIsFixed: field('userNameIsFixed', flag),
    discovery: field('discovery', flag),
  };
}
