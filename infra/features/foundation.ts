import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Code } from 'aws-cdk-lib/aws-lambda';

import type { LedgerTable } from '../constructs/ledger-table.ts';
import type { LifecycleQueue } from '../constructs/lifecycle-queue.ts';

/** What all features use. */
export interface Foundation {
  /** What precedes every physical name. */
  readonly prefix: string;
  /** The IAM path of every role. */
  readonly rolePath: string;
  readonly ledger: LedgerTable;
  readonly queues: LifecycleQueue;
  readonly bus: IEventBus;
}

export interface FeatureProps {
  readonly foundation: Foundation;
  readonly code: Code;
}
