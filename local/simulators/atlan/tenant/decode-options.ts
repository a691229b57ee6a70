import {
  type Decode,
  fieldsOf,
  filledText,
  flag,
  integerBetween,
  isObject,
  listOf,
  nullOr,
  numberBetween,
  oneOf,
} from '../../kit/decode.ts';
import { defaultOptions, type TenantOptions } from './options.ts';

const okOrRefuse = oneOf(['ok', 'refuse']);

/**
 * `base` with the fields that `patch` has.
 * @throws {InvalidInput} naming the field that is unknown or wrong.
 */
export function decodeOptions(patch: unknown, at: string, base: TenantOptions = defaultOptions): TenantOptions {
  fieldsOf(patch, at, Object.keys(defaultOptions));
  const given = isObject(patch) ? patch : {};
  const field = <K extends keyof TenantOptions>(name: K, decode: Decode<TenantOptions[K]>): TenantOptions[K] =>
    given[name] === undefined ? base[name] : decode(given[name], `${at}.${name}`);
  return {
    dialect: field('dialect', oneOf(['atlan', 'seed002'])),
    defaultLimit: field('defaultLimit', integerBetween(1, 10_000)),
    maxLimit: field('maxLimit', integerBetween(1, 10_000)),
    overLimit: field('overLimit', oneOf(['reject', 'clamp'])),
    emptyRecords: field('emptyRecords', oneOf(['null-past-end', 'null', 'list', 'absent'])),
    groupNames: field('groupNames', oneOf(['lenient', 'strict'])),
    equalityMindsCase: field('equalityMindsCase', flag),
    lowerCaseEmails: field('lowerCaseEmails', flag),
    getUserById: field('getUserById', flag),
    unknownUserStatus: field('unknownUserStatus', oneOf([400, 404])),
    unknownRoleStatus: field('unknownRoleStatus', oneOf([400, 500])),
    inviteeUpdateStatus: field('inviteeUpdateStatus', oneOf([400, 403, 404, 409])),
    invitePartial: field('invitePartial', oneOf(['continue', 'all-or-nothing', 'stop-at-first'])),
    apiTokensMayNotDisable: field('apiTokensMayNotDisable', flag),
    disableTwice: field('disableTwice', okOrRefuse),
    roleChangeOfDisabled: field('roleChangeOfDisabled', okOrRefuse),
    addMemberTwice: field('addMemberTwice', okOrRefuse),
    removeNonMember: field('removeNonMember', okOrRefuse),
    ssoEnforced: field('ssoEnforced', flag),
    scimTenant: field('scimTenant', flag),
    scimProviderConfig: field('scimProviderConfig', flag),
    idpAlias: field('idpAlias', nullOr(filledText)),
    idpMappedGroups: field('idpMappedGroups', listOf(filledText)),
    invitationValidityDays: field('invitationValidityDays', nullOr(numberBetween(0, 3650))),
    provisionalUsername: field('provisionalUsername', flag),
    refusePlusAddresses: field('refusePlusAddresses', flag),
    statusOfInvited: field('statusOfInvited', filledText),
    statusOfDisabled: field('statusOfDisabled', filledText),
    neverLoggedIn: field('neverLoggedIn', oneOf(['absent', 'zero'])),
    uniqueTokenNames: field('uniqueTokenNames', flag),
    overlongValidity: field('overlongValidity', oneOf(['clamp', 'reject'])),
    newTokenForbiddenSeconds: field('newTokenForbiddenSeconds', numberBetween(0, 86_400)),
    oauthClients: field('oauthClients', flag),
    clientBearerSeconds: field('clientBearerSeconds', integerBetween(1, 86_400)),
    clientBearerNames: field('clientBearerNames', oneOf(['camel', 'snake'])),
    removalWorkflow: field('removalWorkflow', oneOf(['available', 'gone', 'fails'])),
    removalSeconds: field('removalSeconds', numberBetween(0, 86_400)),
    events: field('events', oneOf(['on', 'forbidden', 'absent'])),
    eventRepresentations: field('eventRepresentations', flag),
    scimEvents: field('scimEvents', flag),
    eventDelayMs: field('eventDelayMs', numberBetween(0, 86_400_000)),
    requestsPerMinute: field('requestsPerMinute', nullOr(integerBetween(1))),
    blockSeconds: field('blockSeconds', numberBetween(0, 86_400)),
    retryAfter: field('retryAfter', oneOf(['seconds', 'http-date', 'none'])),
    rateLimitHeaders: field('rateLimitHeaders', flag),
    requestsDuringBlockExtendIt: field('requestsDuringBlockExtendIt', flag),
  };
}
