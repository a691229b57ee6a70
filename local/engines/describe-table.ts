import * as z from 'zod/mini';

import { awsAnswer, type Engine } from '../gateway/aws-request.ts';
import type { DeployedTable } from '../template/deployed/deployed-table.ts';

const described = z.object({ Table: z.record(z.string(), z.unknown()) });

/** An engine for tables that also says whether a table is protected from being deleted, which the embedded one does not know. */
export const describingProtection =
  (engine: Engine, tables: readonly DeployedTable[]): Engine =>
  async (request) => {
    const answer = await engine(request);
    if (request.operation !== 'DescribeTable' || answer.status !== 200) return answer;
    const { Table } = described.parse(JSON.parse(answer.body.toString()));
    const DeletionProtectionEnabled = tables.some(
      ({ name, isProtected }) => name === Table['TableName'] && isProtected,
    );
    return awsAnswer({ Table: { ...Table, DeletionProtectionEnabled } });
  };
