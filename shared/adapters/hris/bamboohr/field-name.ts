/**
 * The fields that are read, by the names under which BambooHR is asked to send them. Also known are the labels and names that BambooHR
 * itself gives them, where they differ by more than capitals, spaces and signs.
 */
const OTHER_NAMES = {
  workEmail: [],
  displayName: ['fullname'],
  firstName: [],
  lastName: [],
  preferredName: [],
  employeeNumber: ['employee#'],
  workerType: [],
  status: [],
  employmentStatus: ['employmenthistorystatus'],
  hireDate: [],
  originalHireDate: [],
  terminationDate: [],
  jobTitle: [],
  department: [],
  division: [],
  location: [],
  country: [],
  costCenter: [],
  managerSourceWorkerId: [],
} as const satisfies Record<string, readonly string[]>;

export type FieldName = keyof typeof OTHER_NAMES;

const isFieldName = (name: string): name is FieldName => Object.hasOwn(OTHER_NAMES, name);
const folded = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '');

const KNOWN = new Map<string, FieldName>();
for (const name of Object.keys(OTHER_NAMES).filter(isFieldName))
  for (const known of [name, ...OTHER_NAMES[name]]) KNOWN.set(folded(known), name);

/** Names of the manager's name: when it changed, so did who it is. What it is now says nothing to us. */
const MANAGER_BY_NAME: readonly string[] = ['reportingto', 'supervisor', 'supervisorid', 'supervisoreid'];

/** The field that has changed when this name is in the list of changes. */
export const changeNamed = (name: string): FieldName | undefined =>
  MANAGER_BY_NAME.includes(folded(name)) ? 'managerSourceWorkerId' : fieldNamed(name);

/** The field that a name of the sender's means; undefined for fields that are not used. */
export const fieldNamed = (name: string): FieldName | undefined => KNOWN.get(folded(name));
