import type { LocalCloud } from './local-cloud.ts';

/** Where everything of a running local cloud is, for scripts. */
export interface Described {
  /** Of the first signed connection; null when the configuration has none. */
  readonly ingest: { readonly url: string; readonly secret: string } | null;
  readonly targets: Readonly<
    Record<string, { readonly url: string; readonly token: string; readonly control: string }>
  >;
  readonly queues: { readonly lifecycle: string; readonly deadLetter: string };
  readonly table: { readonly endpoint: string; readonly name: string };
  readonly bus: { readonly tap: string };
  readonly operate: { readonly url: string };
  readonly control: string;
}

export function describeCloud(cloud: LocalCloud): Described {
  const { url, control, deployment, connectionKeys, tenants, tableEndpoint } = cloud;
  const connection = Object.entries(connectionKeys).find(([, key]) => key.startsWith('whsec_'));
  const main = deployment.queues.find(({ redrive }) => redrive !== undefined);
  const dead = deployment.queues.find(({ arn }) => arn === main?.redrive?.deadLetterArn);
  return {
    ingest: connection ? { url: `${url}/hooks/${connection[0]}`, secret: connection[1] } : null,
    targets: Object.fromEntries(
      Object.entries(tenants).map(([name, { url: tenant, token, control: knobs }]) => [
        name,
        { url: tenant, token, control: knobs },
      ]),
    ),
    queues: { lifecycle: main?.url ?? '', deadLetter: dead?.url ?? '' },
    table: { endpoint: tableEndpoint, name: deployment.tables[0]?.name ?? '' },
    bus: { tap: `${control}/bus` },
    operate: { url: `${url}/operate` },
    control,
  };
}
