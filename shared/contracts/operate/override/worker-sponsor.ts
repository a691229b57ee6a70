import * as z from 'zod/mini';

import { isTimeZone } from '../../config/time-zone.ts';
import { declare } from '../command.ts';
import { closed, day, text } from '../fields.ts';

const ATTRIBUTE = z.optional(text);

/** What an operator may state of a worker beside the address, as HR does. */
const SPONSORED_ATTRIBUTES = {
  displayName: ATTRIBUTE,
  employeeNumber: ATTRIBUTE,
  workerType: ATTRIBUTE,
  jobTitle: ATTRIBUTE,
  department: ATTRIBUTE,
  division: ATTRIBUTE,
  location: ATTRIBUTE,
  country: ATTRIBUTE,
  costCenter: ATTRIBUTE,
};

export const workerSponsorCommand = declare({
  name: 'worker sponsor',
  summary:
    'Gives a person whom HR does not know the access that the rules give, until the end of a day, with another worker as their sponsor. The same id again changes the day, the sponsor or the attributes.',
  input: closed({
    id: text,
    email: z.optional(text),
    ...SPONSORED_ATTRIBUTES,
    sponsor: z.optional(text),
    until: day,
    timeZone: z.optional(
      z
        .string('must be text')
        .check(z.refine(isTimeZone, 'must be the name of a time zone, for instance Europe/Berlin')),
    ),
    reason: text,
  }),
  output: z.object({
    workerKey: z.string(),
    source: z.string(),
    sponsor: z.string(),
    lastDay: z.string(),
    timeZone: z.string(),
    /** `unchanged`: all of it was stated before. */
    result: z.enum(['sponsored', 'changed', 'unchanged']),
  }),
  changes: true,
  arguments: [
    {
      field: 'id',
      as: 'positional',
      describe: 'your own id for the engagement, for instance the number of the contract; it is kept, so no name',
    },
    { field: 'email', as: 'option', describe: 'the work e-mail; needed the first time' },
    { field: 'displayName', as: 'option', describe: 'the name, by which HR’s record is known if HR hires the person' },
    { field: 'employeeNumber', as: 'option', describe: 'the employee number, if there is one' },
    { field: 'workerType', as: 'option', describe: 'the type of worker, as your rules name it' },
    { field: 'jobTitle', as: 'option', describe: 'the job title, as your rules name it' },
    { field: 'department', as: 'option', describe: 'the department, as your rules name it' },
    { field: 'division', as: 'option', describe: 'the division, as your rules name it' },
    { field: 'location', as: 'option', describe: 'the location, as your rules name it' },
    { field: 'country', as: 'option', describe: 'the country, as your rules name it' },
    { field: 'costCenter', as: 'option', describe: 'the cost center, as your rules name it' },
    {
      field: 'sponsor',
      as: 'option',
      describe: 'the key of the worker who answers for this one; needed the first time',
      names: 'worker',
    },
    { field: 'until', as: 'option', describe: 'the last day of access, for instance 2026-12-31' },
    {
      field: 'timeZone',
      as: 'option',
      describe: 'the time zone of that day; as before, and the first time the zone of the sponsor',
    },
    { field: 'reason', as: 'option', describe: 'why; it is kept with what you state' },
  ],
  examples: [
    {
      input: {
        id: 'po-4711',
        email: 'cleo@example.com',
        displayName: 'Cleo Example',
        workerType: 'contractor',
        department: 'Data',
        sponsor: '7b1e0c1c',
        until: '2026-12-31',
        timeZone: 'Europe/Berlin',
        reason: 'migration project, contract po-4711',
      },
      says: 'a contractor works here until the end of the year',
    },
    {
      input: { id: 'po-4711', until: '2027-03-31', reason: 'the contract was extended' },
      says: 'the same contractor stays longer',
    },
  ],
  look: { command: 'find', fields: ['email'], otherwise: 'status' },
  runbook: {
    trigger:
      'A person whom HR does not know needs access: a contractor, an auditor, a partner. Or such a person stays longer, leaves earlier, or gets another sponsor.',
    blastRadius:
      'One person. They get what the rules give to the attributes that you state, and lose it after the last day. At most 180 days, or what `sponsorship.maxDays` allows.',
    checks:
      '`find` by the exact e-mail shows no worker who works here by HR’s word. The sponsor agreed, is employed here, and knows the last day. `plan` of a similar worker shows what the attributes give.',
    verification: '`explain` by the source key of the answer shows the sponsorship, its last day and the access.',
    wayBack: 'The same id with today as `--until` ends the access after today. `disable` ends it at once.',
  },
});
