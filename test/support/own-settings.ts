/** What a target of a provider must say beside what every target says. */
export const ownSettingsOf = (provider: string): Readonly<Record<string, unknown>> => OWN[provider] ?? {};

const OWN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  atlassian: {
    atlassian: {
      orgId: '6f1ad0c2-0f5f-4c7e-9d5c-3a4b5c6d7e8f',
      directoryId: '9b2e4f60-1a3c-4d5e-8f70-a1b2c3d4e5f6',
      roleGroups: { user: 'jira-users' },
    },
  },
};
