import type { Argument } from '../../shared/contracts/operate/command.ts';
import { COMMANDS, type CommandName } from '../../shared/contracts/operate/registry.ts';

export const NO_SUCH = 'nosuch';

/** What has to stand beside a field, so that the command accepts the input. */
const BESIDE: Readonly<Record<string, object>> = {
  connection: { sourceWorkerId: '1' },
  sourceWorkerId: { connection: 'hr' },
  'expect announce target': { kind: 'leavers', upTo: '4', until: '2026-03-20' },
  'disable account': { target: 'atlan-prod' },
  'disable target': { account: 'u9' },
  'plan target': { source: 'hr:1' },
  'baseline import connection': { staff: '[[]]', asOf: '2026-03-01' },
  'report roster connection': { staff: '[[]]' },
  'baseline apply target': { digest: '3f2a9c0d41b87e65' },
  'pause target': { what: 'target' },
  'resume target': { what: 'target' },
  'worker link source': { to: 'w' },
  'worker sponsor sponsor': { id: 'po-1', until: '2026-03-31' },
  'worker link to': { source: 'hr:1' },
  'worker remove target': { worker: 'w', transferTo: 'u9' },
  'worker remove worker': { target: 'atlan-prod', transferTo: 'u9' },
  'worker remove transferTo': { target: 'atlan-prod', worker: '00000000-0000-4000-8000-000000000001' },
  'target groups show target': { group: 'g' },
  'target groups create target': { group: 'g' },
  'target groups delete target': { group: 'g' },
  'target groups access list target': { group: 'g' },
  'target groups access grant target': { group: 'g', resource: 'r', role: 'r' },
  'target groups access revoke target': { group: 'g', resource: 'r', role: 'r' },
  group: { target: 'atlan-prod' },
  'target groups access grant group': { target: 'atlan-prod', resource: 'r', role: 'r' },
  'target groups access revoke group': { target: 'atlan-prod', resource: 'r', role: 'r' },
};

export interface NamingInput {
  readonly name: CommandName;
  readonly argument: Argument;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An input of every operate command for each of its arguments that names something; there, the name of nothing. */
export const NAMING_INPUTS: readonly NamingInput[] = COMMANDS.flatMap(({ name, arguments: args, input: schema }) =>
  args
    .filter(({ names }) => names !== undefined)
    .map((argument) => {
      const { field } = argument;
      const input = {
        ...(BESIDE[`${name} ${field}`] ?? BESIDE[field]),
        [field]: NO_SUCH,
        ...(args.some((one) => one.field === 'reason') && { reason: 'r' }),
      };
      const read = schema.safeParse(input);
      if (!read.success) throw new Error(`${name} does not accept ${JSON.stringify(input)}`);
      return { name, argument, input };
    }),
);
