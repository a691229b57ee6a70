/** What one server does where RFC 7643 and 7644 leave a choice, and where servers are known to differ from them. */
export interface DirectoryOptions {
  /** A known product; sets the other options to what is known of it. Default 'generic'. */
  readonly profile: 'generic' | 'atlan' | 'unleash' | 'atlassian';
  /** What becomes of a filter: honoured, ignored (everybody is listed), or refused. Default 'honour'. */
  readonly filters: 'honour' | 'ignore' | 'refuse';
  /** What users and groups can be asked by; empty = by anything. Default empty. */
  readonly filterAttributes: readonly string[];
  /** `eq` minds the case of texts, as one known library does. Default false. */
  readonly filterMindsCase: boolean;
  /** How a search that finds nothing is answered. Default 'list': 200 and an empty list. */
  readonly emptyFilter: 'list' | 'not-found';
  /** How a PATCH is answered: 200 with the resource, 204, 501, or 405. Default '200'. */
  readonly patch: '200' | '204' | '501' | '405';
  /** The answer to a PATCH of a group leaves its members out. Default false. */
  readonly patchAnswerHidesMembers: boolean;
  /** `active` is written as a boolean, or as Entra's text. Default 'json'. */
  readonly booleans: 'json' | 'text';
  /** Changes of `active` are answered and not made. Default false. */
  readonly ignoresActive: boolean;
  /** The most resources of one page. Default 200. */
  readonly maxPage: number;
  /** Behind so many resources pages are empty, while the count stays; null = never. Default null. */
  readonly pagesEndAfter: number | null;
  /** A member who is no user: refused, or skipped in silence. Default 'refuse'. */
  readonly unknownMembers: 'refuse' | 'skip';
  /** Adding a member again: no change, or the member twice. Default 'ignore'. */
  readonly memberTwice: 'ignore' | 'keep';
  /** Removing who is not a member: done, or 400 `noTarget`. Default 'done'. */
  readonly removeAbsent: 'done' | 'noTarget';
  /** Members of a group are only added and removed one by one, as AWS IAM Identity Center wants it. Default false. */
  readonly minimalGroupPatch: boolean;
  /** Versions of resources: none, offered, or required for every write. Default 'off'. */
  readonly etags: 'off' | 'offered' | 'required';
  /** Paging by cursors (RFC 9865), and saying so. Default false. */
  readonly cursors: boolean;
  /** `status` of an error. Default 'text', as RFC 7644 has it. */
  readonly errorStatus: 'text' | 'number';
  /** Whose form errors have; 'none' is an empty body. Default 'scim'. */
  readonly errorShape: 'scim' | 'unleash' | 'atlassian' | 'none';
  /** Users show the groups they are in. Default true. */
  readonly usersShowGroups: boolean;
  /** The status for a user who is there already. Default 409. */
  readonly duplicateStatus: 409 | 400 | 500;
  /** Two users may not have one address, also where their userNames differ. Default false. */
  readonly uniqueEmails: boolean;
  /** What a created user is answered with. Default 'resource'; 'location' is a header and no body. */
  readonly createAnswer: 'resource' | 'location';
  /** The media types of bodies. Default 'both'; any other is answered 415. */
  readonly mediaTypes: 'both' | 'scim' | 'json';
  /** Groups may be created and deleted. Default true. */
  readonly groupsCanBeMade: boolean;
  /** What becomes of a deleted user. Default 'removed'. */
  readonly deletedUsers: 'removed' | 'disabled' | 'hidden';
  /** A userName never changes. Default false. */
  readonly userNameIsFixed: boolean;
  /** ServiceProviderConfig is there. Default true. */
  readonly discovery: boolean;
}

export const GENERIC: DirectoryOptions = {
  profile: 'generic',
  filters: 'honour',
  filterAttributes: [],
  filterMindsCase: false,
  emptyFilter: 'list',
  patch: '200',
  patchAnswerHidesMembers: false,
  booleans: 'json',
  ignoresActive: false,
  maxPage: 200,
  pagesEndAfter: null,
  unknownMembers: 'refuse',
  memberTwice: 'ignore',
  removeAbsent: 'done',
  minimalGroupPatch: false,
  etags: 'off',
  cursors: false,
  errorStatus: 'text',
  errorShape: 'scim',
  usersShowGroups: true,
  duplicateStatus: 409,
  uniqueEmails: false,
  createAnswer: 'resource',
  mediaTypes: 'both',
  groupsCanBeMade: true,
  deletedUsers: 'removed',
  userNameIsFixed: false,
  discovery: true,
};

/** What is documented of each product, and the harsher guess where nothing is. */
export const PROFILES: Readonly<Record<DirectoryOptions['profile'], DirectoryOptions>> = {
  generic: GENERIC,
  atlan: {
    ...GENERIC,
    profile: 'atlan',
    filterAttributes: ['userName', 'displayName'],
    unknownMembers: 'skip',
    groupsCanBeMade: false,
    deletedUsers: 'disabled',
    userNameIsFixed: true,
    usersShowGroups: false,
    discovery: false,
  },
  unleash: {
    ...GENERIC,
    profile: 'unleash',
    filterAttributes: ['userName', 'displayName'],
    patch: '204',
    errorShape: 'unleash',
    usersShowGroups: false,
    discovery: false,
  },
  atlassian: {
    ...GENERIC,
    profile: 'atlassian',
    filterAttributes: ['userName', 'externalId', 'displayName'],
    errorShape: 'atlassian',
    uniqueEmails: true,
    deletedUsers: 'hidden',
    maxPage: 100,
  },
};
