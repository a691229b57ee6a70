import {
  type ConfiguredProvider,
  nothingOwn,
  plainGroup,
} from '../../shared/contracts/config/providers/configured-provider.ts';

/** A provider that does not exist: other roles, no invitations, and accounts that end by being deleted. */
export const INVENTED: { readonly name: string } & ConfiguredProvider = {
  name: 'wonderworks',
  traits: {
    roles: ['viewer', 'editor', 'admin'],
    administrators: ['admin'],
    ending: { by: 'delete', administrators: 'like-others' },
    invitees: 'none',
    requestsPerMinute: 60,
    groupOwners: 'us',
  },
  defaults: { maxRole: 'editor', requestsPerMinute: 30 },
  own: nothingOwn,
  tokens: 'by-hand',
  basePath: false,
  oauthClients: false,
  group: plainGroup,
};
