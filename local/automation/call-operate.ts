import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

import { compactPython } from '../../shared/domain/text/compact-python.ts';
import { UnknownPart } from '../template/unknown-part.ts';

const payload = z.strictObject({
  Url: z.string(),
  Command: z.string(),
  Otherwise: z.optional(z.string()),
  Fields: z.record(z.string(), z.string()),
  Switches: z.record(z.string(), z.string()),
  Execution: z.string(),
  Decisions: z.optional(z.array(z.object({ Approver: z.string(), Decision: z.string() }))),
});

type Payload = z.infer<typeof payload>;

interface Script {
  readonly Runtime: string;
  readonly Handler: string;
  readonly Script: string;
}

/** Posts JSON to a command's URL; throws what the far side said when that is not 200. */
export type Ask = (url: string, body: object) => Promise<Readonly<Record<string, unknown>>>;

const LONGEST_REASON = 512;
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
/** The one script that this stands in for, and how the template has it run. */
const KNOWN = digest(
  compactPython(readFileSync(new URL('../../infra/features/automation/call-operate.py', import.meta.url), 'utf8')),
);
const HANDLER = 'call_operate';
const RUNTIME = 'python3.11';

/** Stops at any other script than ours: what runs here is not Python, only the same as that one script. */
export function refuseOtherScripts(where: string, { Runtime, Handler, Script }: Script): void {
  if (digest(Script) !== KNOWN)
    throw new UnknownPart(where, 'its script is not infra/features/automation/call-operate.py');
  if (Handler !== HANDLER || Runtime !== RUNTIME) throw new UnknownPart(where, `it runs ${Handler} on ${Runtime}`);
}

/** What call-operate.py does. */
export async function callOperate(input: unknown, ask: Ask): Promise<Readonly<Record<string, unknown>>> {
  const events = payload.parse(input);
  const given = givenIn(events);
  const isEmpty = Object.keys(given).length === 0;
  const command = isEmpty ? (events.Otherwise ?? events.Command) : events.Command;
  const url = `${events.Url}${command}`;
  let answer = await ask(url, given);
  while (goesOn(command, answer))
    answer = await ask(url, { ...given, ...('next' in answer && { cursor: answer['next'] }) });
  return answer;
}

/** A change of mode goes on when the same is asked again; anything else only from where it says. */
const goesOn = (command: string, answer: Readonly<Record<string, unknown>>): boolean =>
  answer['complete'] === false && ('next' in answer || command === 'mode');

function givenIn(events: Payload): Readonly<Record<string, string | true>> {
  const { Fields, Switches } = events;
  const texts = Object.entries(Fields).filter(([, value]) => value !== '');
  const set = Object.entries(Switches).flatMap(([field, value]) => (value === 'true' ? [[field, true] as const] : []));
  return Object.fromEntries([
    ...texts.map(([field, value]) => [field, field === 'reason' ? withOrigin(value, events) : value] as const),
    ...set,
  ]);
}

function withOrigin(reason: string, { Execution, Decisions = [] }: Payload): string {
  const approvers = Decisions.filter(({ Decision }) => Decision === 'Approve').map(({ Approver }) => Approver);
  const approved = approvers.length > 0 ? `, approved by ${approvers.join(', ')}` : '';
  return `${reason} (automation ${Execution}${approved})`.slice(0, LONGEST_REASON).trimEnd();
}
