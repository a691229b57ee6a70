import type { Account } from '../../../../domain/account/account.ts';

export interface DeleteUser {
  readonly run: string;
  readonly account: Account;
  /** Who gets what the user owns. */
  readonly to: Account;
  /** The administrator in whose name it runs. */
  readonly creator: { readonly fullName: string; readonly email: string };
}

const PACKAGE = '@atlan/delete-user';

const LABELS = {
  'orchestration.atlan.com/certified': 'false',
  'orchestration.atlan.com/type': 'utility',
  'orchestration.atlan.com/verified': 'false',
  'package.argoproj.io/installer': 'argopm',
  'package.argoproj.io/name': 'a-t-ratlans-l-a-s-hdelete-user',
  'package.argoproj.io/parent': '',
  'package.argoproj.io/registry': 'local',
  'package.argoproj.io/version': '0.2.105',
};

const ANNOTATIONS = {
  'orchestration.atlan.com/allowSchedule': 'false',
  'orchestration.atlan.com/categories': 'utility,admin,user,delete',
  'orchestration.atlan.com/name': 'Delete User',
  'package.argoproj.io/name': PACKAGE,
  'package.argoproj.io/description': 'Transfers user assets and deletes user',
};

/** The workflow by which Atlan removes a user, as its Go SDK sends it. */
export function deleteUser({ run, account, to, creator }: DeleteUser): object {
  const values: Readonly<Record<string, string>> = {
    'user-id': account.id,
    username: account.username ?? '',
    'user-full-name': fullName(account),
    'user-email': account.email ?? '',
    'transfer-assets-to-user-id': to.id,
    'transfer-assets-to-username': to.username ?? '',
    'transferee-full-name': fullName(to),
    'kube-secret-name': 'argo-client-creds',
    'wf-creator-full-name': creator.fullName,
    'wf-creator-email': creator.email,
  };
  const task = {
    name: 'run',
    templateRef: { name: 'atlan-delete-user', template: 'main', clusterScope: true },
    arguments: { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) },
  };
  return {
    metadata: { name: run, namespace: 'default', labels: LABELS, annotations: ANNOTATIONS },
    spec: {
      entrypoint: 'main',
      synchronization: { semaphore: { configMapKeyRef: { name: 'atlan-delete-user', key: 'concurrency' } } },
      templates: [{ name: 'main', dag: { tasks: [task] } }],
    },
  };
}

export const fullName = ({ firstName = '', lastName = '' }: Pick<Account, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`.trim();
