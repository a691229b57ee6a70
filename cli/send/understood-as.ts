import { explainCommand } from '../../shared/contracts/operate/explain/explain.ts';
import type { CliContext } from '../cli-context.ts';
import { findPlace, localMeant, type Whereabouts } from '../connect/place.ts';
import { operateCall } from '../operate/operate-call.ts';
import { Refusal } from '../refusal.ts';
import type { Checked } from './check-event.ts';

interface Unsent {
  readonly events: readonly Checked[];
  readonly connection: string | undefined;
  readonly whereabouts: Whereabouts;
}

/** So many events of a dry run are asked about; each is a request. */
const MOST = 20;

/**
 * Asks the control plane how events would be understood after all that was said of their workers: the local cloud that runs here, or the
 * installation that was named. Where neither is meant nothing is asked; an installation that does not answer keeps no dry run from its end.
 */
export async function understoodAs(
  { events, connection, whereabouts }: Unsent,
  context: CliContext,
): Promise<readonly string[]> {
  const isNamed = whereabouts.endpoint !== undefined || whereabouts.env !== undefined;
  if (connection === undefined || !(isNamed || (await localMeant(whereabouts, context)))) return [];
  try {
    const call = operateCall(explainCommand.name, await findPlace(whereabouts, context), context);
    const lines: string[] = [];
    for (const { wire } of events.slice(0, MOST)) {
      const answer = explainCommand.output.safeParse(await call({ connection, event: JSON.stringify(wire) }));
      lines.push(...(answer.data?.story ?? []));
    }
    return lines;
  } catch (error) {
    if (error instanceof Refusal)
      return [`The control plane did not explain how it would read the event: ${error.message}`];
    throw error;
  }
}
