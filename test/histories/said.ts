const SENTENCE = /^(?<name>[A-Z]\w*) (?<kind>[a-z_]+)(?: (?<date>\d{4}-\d\d-\d\d))?(?: \((?<options>.+)\))?$/;
const WITH_ATTRIBUTES = ['joined', 'rehired'];

/** The parts of an event that details change. */
type Said = Record<'worker' | 'effective' | 'envelope' | 'data', Record<string, unknown>>;

const instantOf = (day: string) => new Date(`${day.replace(' ', 'T')}:00Z`).toISOString();
const orNull = (text: string) => (text === 'none' ? null : text);

/** What each detail sets: a pattern with the value, the part of the event and the field. */
const OPTIONS: readonly (readonly [RegExp, keyof Said, string, ((text: string) => unknown)?])[] = [
  [/^(scheduled|effective|cancelled|corrected)$/, 'data', 'phase'],
  [/^(immediate)$/, 'effective', 'immediate', () => true],
  [/^in (\S+)$/, 'effective', 'timeZone'],
  [/^contract (\S+)$/, 'data', 'engagementId'],
  [/^event (\S+)$/, 'envelope', 'id'],
  [/^replaces (\S+)$/, 'data', 'supersedes'],
  [/^said (\S+ \S+)$/, 'envelope', 'time', instantOf],
  [/^id (\S+)$/, 'worker', 'sourceWorkerId'],
  [/^formerly id (\S+)$/, 'worker', 'previousSourceWorkerId'],
  [/^e-mail (\S+)$/, 'worker', 'workEmail', orNull],
  [/^department (.+)$/, 'worker', 'department', orNull],
  [/^name (.+)$/, 'worker', 'displayName'],
  [/^number (\S+)$/, 'worker', 'employeeNumber'],
];

/** The event that a sentence such as `Ada left 2026-03-31 (scheduled, in Asia/Tokyo)` describes, as HR's system would send it. */
export function eventOf(sentence: string, { now, n }: { readonly now: number; readonly n: number }): object {
  const { name = '', kind = '', date, options = '' } = SENTENCE.exec(sentence)?.groups ?? {};
  if (name === '') throw new Error(`"${sentence}" does not say who did what and when`);
  const id = name.toLowerCase();
  const said: Said = {
    worker: {
      sourceWorkerId: id,
      ...(WITH_ATTRIBUTES.includes(kind) && {
        workEmail: `${id}@example.com`,
        displayName: `${name} Example`,
        employeeNumber: `number-of-${id}`,
        workerType: 'employee',
        department: 'Data',
      }),
    },
    effective: { ...(date && { date }) },
    envelope: { id: `event-${n}`, time: new Date(now).toISOString() },
    data: { kind, phase: 'effective' },
  };
  for (const option of options.split(', ').filter((one) => one !== '')) take(option, said);
  const hasDay = Object.keys(said.effective).length > 0;
  return {
    specversion: '1.0',
    source: 'urn:example:hr',
    type: 'com.example.hr.worker.v1',
    ...said.envelope,
    data: { ...said.data, worker: said.worker, effective: hasDay ? said.effective : null },
  };
}

function take(option: string, said: Said): void {
  for (const [pattern, part, field, read] of OPTIONS) {
    const word = pattern.exec(option)?.[1];
    if (word === undefined) continue;
    said[part][field] = read ? read(word) : word;
    return;
  }
  throw new Error(`"${option}" is no detail that HR may give in a history`);
}
