import type { Preview } from '../../../contracts/operate/explain/preview.ts';
import type { LifecycleEvent } from '../../../domain/event/lifecycle-event.ts';
import { daysLate, isLateNews } from '../../../domain/lateness/late-news.ts';
import type { HrisConnection } from '../../../ports/hris.ts';
import { knownAs } from '../../provision/known-as.ts';
import type { OperateDeps } from '../deps.ts';
import { eventsOf } from '../explain/explain-events.ts';
import { takers, understood } from '../explain/explain-spells.ts';

type Deps = Pick<OperateDeps, 'connections' | 'ledger' | 'clock' | 'policy'>;

/** How an event would be understood if it came by a connection now; undefined where there is no such connection. Writes nothing. */
export async function previewEvent(
  { event: json, connection: name }: { readonly event: string; readonly connection: string },
  deps: Deps,
): Promise<Preview | undefined> {
  const connection = deps.connections.find((one) => one.name === name);
  if (!connection) return undefined;
  const { events, unintelligible, unknown } = normalised(json, connection, deps);
  const previews: Preview['events'][number][] = [];
  for (const event of events) previews.push(await previewOf(event, deps));
  return { events: previews, notUnderstood: [...unintelligible, ...unknown] };
}

function normalised(
  json: string,
  connection: HrisConnection,
  { clock }: Deps,
): ReturnType<HrisConnection['normalise']> {
  const headers = { 'webhook-id': idIn(json) };
  return connection.normalise(
    { headers, body: new TextEncoder().encode(json), isAwsSigned: true },
    { at: clock.now(), turn: '~' },
  );
}

/** Through a hook an event is known by the id of its delivery, which is its own. */
function idIn(json: string): string {
  try {
    const parsed: unknown = JSON.parse(json);
    const id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : undefined;
    return typeof id === 'string' ? id : 'preview';
  } catch {
    return 'preview';
  }
}

async function previewOf(said: LifecycleEvent, { ledger, policy }: Deps): Promise<Preview['events'][number]> {
  const { kind, phase, sourceKey, rejected = [] } = said;
  const key = await ledger.links.workerOf(sourceKey);
  const worker = key === undefined ? undefined : await ledger.workers.load(key);
  const { event, isDuplicate: isKnown } = worker
    ? await knownAs(said, { worker, history: ledger.history })
    : { event: said, isDuplicate: false };
  const { id } = event;
  const recorded = worker ? (await eventsOf(worker, ledger)).map((one) => one.event) : [];
  const known = recorded.filter((one) => one.sourceKey === sourceKey && one.id !== id);
  const all = [...known, event];
  const [how, by] = [understood(all).get(id), takers(all)];
  const taker = by.get(id);
  const days = daysLate(event);
  return {
    eventId: id,
    kind,
    phase,
    isKnown,
    before: [...(how?.before ?? [])],
    after: [...(how?.after ?? [])],
    takesBack: [...by].filter(([, one]) => one === id).map(([taken]) => taken),
    ...(taker !== undefined && { takenBackBy: taker }),
    ...(days > 0 && { lateDays: days }),
    ...(isLateNews(event, policy.access.lateGrantDays) && { isHeldAsLate: true }),
    rejected: [...rejected],
  };
}
