import { ok } from '../../../kit/http/answer.ts';
import { notFound } from '../../http/answer.ts';
import type { ApiHandler } from '../api-request.ts';

/** A bare array, with a mapper of another kind among those of groups. */
export const listMappers: ApiHandler = ({ tenant, params, options }) => {
  const { idpAlias, idpMappedGroups } = options;
  if (idpAlias === null || params.get('alias') !== idpAlias) return notFound('Could not find identity provider');
  const groups = idpMappedGroups.map((name) => {
    const id = Array.from(tenant.groups.values()).find((group) => group.name === name)?.id ?? name;
    return {
      id: `mapper-${id}`,
      name: `${id}--1708086309499`,
      identityProviderMapper: 'saml-group-idp-mapper',
      identityProviderAlias: idpAlias,
      config: {
        'attribute.name': 'memberOf',
        'attribute.value': name,
        attributes: '[]',
        group: name,
        syncMode: 'FORCE',
        'are.attribute.values.regex': '',
      },
    };
  });
  const email = {
    id: 'mapper-email',
    name: 'email',
    identityProviderMapper: 'saml-user-attribute-idp-mapper',
    identityProviderAlias: idpAlias,
    config: { 'user.attribute': 'email', syncMode: 'FORCE' },
  };
  return ok([email, ...groups]);
};
