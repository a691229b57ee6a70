/** A worker of the invented company. */
export interface Colleague {
  /** HR's own id. */
  readonly id: string;
  /** The system that speaks of them, where it is not the usual one. */
  readonly hr?: 'bamboohr';
  readonly name: string;
  readonly email: string;
  readonly startDate: string;
  /** As HR sends them, beside name and address. */
  readonly attributes: Readonly<Record<string, string>>;
}

type Row = readonly [
  name: string,
  department: string,
  jobTitle: string,
  costCenter: string,
  workerType: 'employee' | 'contractor' | 'intern',
];

const PLATFORM = 'Data Platform';

/** Invented people. Those who work here when the day begins. */
const ROWS: readonly Row[] = [
  ['Ilse Brandt', PLATFORM, 'Data Engineer', 'CC-2000', 'employee'],
  ['Tunde Adeyemi', PLATFORM, 'Data Engineer', 'CC-2000', 'employee'],
  ['Sofia Lindqvist', PLATFORM, 'Analytics Engineer', 'CC-2000', 'employee'],
  ['Ravi Menon', PLATFORM, 'Site Engineer', 'CC-2000', 'contractor'],
  ['Nora Petit', PLATFORM, 'Product Manager', 'CC-2000', 'employee'],
  ['Jonas Weber', PLATFORM, 'Intern', 'CC-2000', 'intern'],
  ['Aiko Mori', 'Analytics', 'Analyst', 'CC-3000', 'employee'],
  ['Pedro Alves', 'Analytics', 'Analyst', 'CC-3000', 'employee'],
  ['Hanna Kivi', 'Analytics', 'Analyst', 'CC-3000', 'employee'],
  ['Omar Haddad', 'Analytics', 'Senior Analyst', 'CC-3000', 'employee'],
  ['Lena Vogel', 'Analytics', 'Analyst', 'CC-3000', 'contractor'],
  ['Chidi Eze', 'Analytics', 'Analyst', 'CC-3000', 'employee'],
  ['Ana Sousa', 'Analytics', 'Data Steward', 'CC-3000', 'employee'],
  ['Bram de Wit', 'Analytics', 'Analyst', 'CC-3000', 'employee'],
  ['Yuki Tanaka', 'Finance', 'Controller', 'CC-4110', 'employee'],
  ['Greta Holm', 'Finance', 'Controller', 'CC-4100', 'employee'],
  ['Samir Nasser', 'Finance', 'Treasurer', 'CC-4200', 'employee'],
  ['Elif Demir', 'Finance', 'Accountant', 'CC-4100', 'employee'],
  ['Piotr Zielinski', 'Finance', 'Accountant', 'CC-4110', 'employee'],
  ['Carmen Ruiz', 'Finance', 'Accountant', 'CC-4110', 'employee'],
  ['Dieter Kraus', 'Finance', 'Clerk', 'CC-4200', 'employee'],
  ['Maeve Byrne', 'Finance', 'Clerk', 'CC-4200', 'employee'],
  ['Olu Adebayo', 'Legal', 'Counsel', 'CC-5000', 'employee'],
  ['Klara Novak', 'Legal', 'Counsel', 'CC-5000', 'employee'],
  ['Mateo Rossi', 'Legal', 'Paralegal', 'CC-5000', 'employee'],
  ['Ingrid Dahl', 'Sales', 'Account Manager', 'CC-6000', 'employee'],
  ['Farid Karimi', 'Sales', 'Account Manager', 'CC-6000', 'employee'],
  ['Wei Zhang', 'Sales', 'Account Manager', 'CC-6000', 'employee'],
  ['Rosa Marin', 'Sales', 'Sales Lead', 'CC-6000', 'employee'],
  ['Theo Jansen', 'Sales', 'Account Manager', 'CC-6000', 'employee'],
  ['Amina Diallo', 'Sales', 'Account Manager', 'CC-6000', 'employee'],
  ['Viktor Horvat', 'Marketing', 'Designer', 'CC-7000', 'employee'],
  ['Leila Amari', 'Marketing', 'Writer', 'CC-7000', 'employee'],
  ['Finn Carlsen', 'Marketing', 'Writer', 'CC-7000', 'employee'],
  ['Zoe Martin', 'Marketing', 'Designer', 'CC-7000', 'contractor'],
  ['Hugo Laurent', 'Marketing', 'Lead', 'CC-7000', 'employee'],
];

/** Those who come in the course of the day. */
const LATER: readonly Row[] = [
  ['Mara Okafor', 'Analytics', 'Senior Analyst', 'CC-3000', 'employee'],
  ['Noah Fischer', 'Analytics', 'Analyst', 'CC-3000', 'employee'],
  ['Ines Moreau', 'Analytics', 'Analyst', 'CC-3000', 'employee'],
  ['Kofi Mensah', 'Finance', 'Controller', 'CC-4100', 'employee'],
  ['Tessa Groen', 'Legal', 'Counsel', 'CC-5000', 'employee'],
  ['Emil Strand', PLATFORM, 'Reliability Engineer', 'CC-2000', 'employee'],
  ['Saga Berg', PLATFORM, 'Reliability Engineer', 'CC-2000', 'employee'],
];

const colleague =
  (firstId: number, startDate: string) =>
  ([name, department, jobTitle, costCenter, workerType]: Row, index: number): Colleague => ({
    id: String(firstId + index),
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com`,
    startDate,
    attributes: {
      department,
      jobTitle,
      costCenter,
      workerType,
      employeeNumber: String(firstId + index),
      managerSourceWorkerId: '1001',
    },
  });

export const STAFF: readonly Colleague[] = ROWS.map(colleague(2001, '2024-03-01'));
const [mara, noah, ines, kofi, tessa, emil, saga] = LATER.map(colleague(3001, '2026-10-05'));
if (!mara || !noah || !ines || !kofi || !tessa || !emil || !saga)
  throw new Error('a person is missing from the list of those who come later');

const inBambooHr: Colleague = { ...tessa, hr: 'bamboohr' };

/** Who comes in the course of the day, by what happens to them. */
export const JOINERS = {
  endedBeforeAccepting: mara,
  lostAnswer: noah,
  beside: ines,
  duringImport: [kofi, inBambooHr],
  inThreeSystems: emil,
  whileOneIsDown: saga,
} as const;
export const EVERYBODY: readonly Colleague[] = [...STAFF, mara, noah, ines, kofi, inBambooHr, emil, saga];
/** In the tenant before us: theirs is an account to adopt. */
export const KNOWN_ALREADY: readonly Colleague[] = STAFF.filter(({ name }) =>
  ['Ilse Brandt', 'Omar Haddad', 'Greta Holm', 'Rosa Marin'].includes(name),
);
/** Whom the bad import says to have left: no worker of the data platform. */
export const BADLY_IMPORTED: readonly Colleague[] = STAFF.filter(({ attributes }) =>
  ['Finance', 'Sales'].includes(attributes['department'] ?? ''),
);
