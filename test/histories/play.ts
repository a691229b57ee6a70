import { type Company, company } from '../support/company.ts';
import { addressOf, happeningsIn, sourceKeyOf } from './happenings.ts';
import type { History, Row } from './history.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 6 * 60 * MINUTE_MS;

/** How the pages call what the target calls otherwise. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ['all_staff', 'All Staff'],
  ['data_eng', 'Data Eng'],
  ['$guest', 'Guest'],
  ['$member', 'Member'],
  ['$admin', 'Admin'],
]);

/** Plays a history through the real application; answers the first wrong cell in words, or nothing when all hold. */
export async function play(history: History): Promise<string | undefined> {
  const acme = await company();
  const { happen } = happeningsIn(acme);
  let before: Row | undefined;
  for (const row of history.rows) {
    // a row holds until the next one, so it is looked at in between too, last of all a minute before
    while (acme.clock.now() < row.at) {
      const left = row.at - acme.clock.now();
      const isLast = left <= MINUTE_MS;
      acme.clock.advance(isLast ? left : Math.min(LOOK_MS, left - MINUTE_MS));
      await acme.tick();
      const wrong = before && !isLast ? await wrongCell(acme, history, before) : undefined;
      if (wrong !== undefined) return wrong;
    }
    for (const what of row.happens) {
      await happen(what).catch((cause: unknown) => {
        throw new Error(`${placeOf(history, row)}: "${what}" could not be played`, { cause });
      });
      await acme.tick();
    }
    const wrong = await wrongCell(acme, history, row);
    if (wrong !== undefined) return wrong;
    before = row;
  }
  return undefined;
}

const placeOf = ({ file, title }: History, { day }: Row) => `${file}, "${title}", row ${day}`;

async function wrongCell(acme: Company, history: History, row: Row): Promise<string | undefined> {
  for (const [index, column] of history.columns.entries()) {
    const actual = await cellOf(acme, column);
    if (actual === row.expected[index]) continue;
    const at = new Date(acme.clock.now()).toISOString().slice(0, 16).replace('T', ' ');
    return `${placeOf(history, row)}, column ${column}: expected "${row.expected[index]}", and at ${at} it is "${actual}"`;
  }
  return undefined;
}

/** What a column shows now, in the words of the pages. */
async function cellOf(acme: Company, column: string): Promise<string> {
  const id = /^id (?<id>\S+)$/.exec(column)?.groups?.['id'];
  const access = id === undefined ? await accessAt(acme, addressOf(column)) : [];
  const holds = column.includes('@') ? [] : await holdsOf(acme, sourceKeyOf(id ?? column));
  const words = [...access, ...holds.map((kind) => `held: ${kind}`)];
  return words.length === 0 ? 'none' : words.join(', ');
}

async function accessAt(acme: Company, email: string): Promise<readonly string[]> {
  const account = acme.atlan.accounts().find((one) => one.email === email);
  if (!account) return ['none'];
  const groups = (await acme.groupsOf(account.id)).map((group) => SHOWN.get(group) ?? group);
  const role = account.state === 'disabled' ? [] : [SHOWN.get(account.role ?? '') ?? 'no role'];
  return [[account.state, ...role, ...(groups.length > 0 ? [`[${groups.join(', ')}]`] : [])].join(' ')];
}

async function holdsOf({ deps }: Company, sourceKey: string): Promise<readonly string[]> {
  const key = await deps.ledger.links.workerOf(sourceKey);
  const open = await deps.ledger.holds.listOpen(100);
  return open.filter(({ workerKey }) => workerKey === key).map(({ kind }) => kind);
}
