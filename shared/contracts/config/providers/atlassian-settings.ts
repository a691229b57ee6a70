/** What only the targets of Atlassian say. */
export interface AtlassianSettings {
  readonly orgId: string;
  /** The directory that is written; `-` stands for all of them, and then nothing can be written. */
  readonly directoryId: string;
  readonly roleGroups: RoleGroups;
  /** Whether Atlassian sends a mail to the person who is invited. */
  readonly sendNotification: boolean;
  /** Stands in that mail. */
  readonly notificationText?: string | undefined;
  /** Whether a leaver's account is also disabled in the whole of Atlassian, where the company's verified domain owns it. */
  readonly managedAccounts: 'disable' | 'leave';
  /** The civil date on which the API key ends: the API does not say it. */
  readonly apiKeyExpires?: string | undefined;
  /** How long a write may take until reads show it (ms). */
  readonly consistencyMs: number;
}

/** What the author of a configuration writes. */
export type AtlassianInput = Pick<AtlassianSettings, 'orgId' | 'directoryId' | 'roleGroups'> &
  Partial<AtlassianSettings>;

/** The groups that give a role, by name. Without `guest`, a guest is an account in neither. */
interface RoleGroups {
  readonly guest?: string | undefined;
  readonly user: string;
}
