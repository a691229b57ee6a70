import { Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';

import type { Config } from '../../shared/contracts/config/config.ts';
import { rotatesTokens } from '../../shared/contracts/config/providers.ts';
import { addEmptySecret } from '../constructs/empty-secret.ts';
import { EvidenceBucket } from '../constructs/evidence-bucket.ts';
import { LedgerTable } from '../constructs/ledger-table.ts';
import { LifecycleQueue } from '../constructs/lifecycle-queue.ts';
import { addOutput } from '../constructs/output.ts';
import type { Names } from './names.ts';

export interface StateStackProps extends StackProps {
  readonly names: Names;
  readonly config: Config;
  /** Whether a failed deployment may still take back what it made. */
  readonly isFirst: boolean;
}

/** What must not be lost: the ledger, what is queued, the evidence, the secrets, and the bus that others subscribe to. */
export class StateStack extends Stack {
  readonly ledger: LedgerTable;
  readonly queues: LifecycleQueue;
  readonly bus: EventBus;
  readonly evidence: EvidenceBucket;

  constructor(scope: Construct, id: string, { names, config, isFirst, ...props }: StateStackProps) {
    super(scope, id, props);
    this.ledger = new LedgerTable(this, 'Ledger', {
      tableName: `${names.prefix}-ledger`,
      deletionProtection: !isFirst,
    });
    this.queues = new LifecycleQueue(this, 'Queues', { prefix: names.prefix });
    this.bus = new EventBus(this, 'Bus', { eventBusName: names.prefix });
    this.evidence = new EvidenceBucket(this, 'Evidence', {
      prefix: names.prefix,
      years: config.retention.chainHeadYears,
    });
    this.#addSecrets(names, config);
    addOutput(this, 'EventBusName', this.bus.eventBusName);
    addOutput(this, 'EvidenceBucketName', this.evidence.bucketName);
    addOutput(this, 'LedgerTableName', this.ledger.table.tableName);
    addOutput(this, 'DeadLetterQueueArn', this.queues.deadLetters.queueArn);
  }

  #addSecrets({ targetSecrets, connectionSecrets }: Names, { targets, connections }: Config): void {
    for (const [name, { provider }] of Object.entries(targets))
      addEmptySecret(this, {
        name: `${targetSecrets}${name}`,
        description: `The address of the target ${name}, and its token: {"baseUrl": "https://…", "token": "…"}`,
        unrotated: rotatesTokens(provider)
          ? 'Its rotation is in another stack, beside its alarms; a test checks that it exists.'
          : 'Only a person can make the next token of this product; the alarm on expiring credentials reminds them.',
      });
    for (const [name, { kind }] of Object.entries(connections))
      if (kind !== 'canonical')
        addEmptySecret(this, {
          name: `${connectionSecrets}${name}`,
          description: `The keys that deliveries of ${name} are signed with: {"secrets": ["whsec_…"]}`,
          unrotated: 'The HR system issues the value, so a person replaces it there and here; AWS cannot rotate it.',
        });
  }
}
