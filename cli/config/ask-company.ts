import { isTimeZone } from '../../shared/contracts/config/time-zone.ts';
import { EXIT } from '../exit-code.ts';
import { Refusal } from '../refusal.ts';
import { HR_KINDS, type HrKind, type NewCompany } from './new-company.ts';

/** Shows a question; the line that is typed, or undefined when there is no more. */
export type Ask = (question: string) => Promise<string | undefined>;

const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** Asks for a company, each question until its answer can be used. Throws a `Refusal` when the answers end too soon. */
export async function askCompany(ask: Ask, zoneHere: string): Promise<NewCompany> {
  const one = async <T>(question: string, read: (answer: string) => T | undefined, fix: string): Promise<T> => {
    for (let shown = question; ; shown = `${fix}\n${question}`) {
      const answer = await ask(shown);
      if (answer === undefined)
        throw new Refusal(EXIT.usage, { error: 'usage', because: `No answer to: ${question.trim()}` });
      const value = read(answer.trim());
      if (value !== undefined) return value;
    }
  };
  const name = (question: string, usual: string) =>
    one(
      `${question} [${usual}] `,
      (answer) => (NAME.test(answer || usual) ? answer || usual : undefined),
      'Use 1 to 32 lower-case letters, digits and hyphens, and begin with a letter.',
    );

  const target = await name('What do you call your Atlan tenant?', 'atlan-prod');
  const domains = await one(
    'Which domains do your work addresses have? (example.com, example.org) ',
    (answer) => listed(answer, (domain) => DOMAIN.test(domain), true),
    'Write at least one domain, in lower case and without @.',
  );
  const hr = await one(
    `How does your HR system send events? (${HR_KINDS.join(', ')}) [standard-webhooks] `,
    (answer) => kindOf(answer === '' ? 'standard-webhooks' : answer),
    'standard-webhooks: it signs its webhooks; bamboohr: BambooHR’s own webhooks; canonical: a program of yours sends as an AWS principal.',
  );
  const connection = await name('What is the name of that HR system?', 'hr');
  const timeZone = await one(
    `In which time zone are its dates? [${zoneHere}] `,
    (answer) => (isTimeZone(answer || zoneHere) ? answer || zoneHere : undefined),
    'Write the name of an IANA time zone: Europe/Berlin.',
  );
  const groups = await one(
    'Which groups of the tenant should workers join? (Analytics, Data Engineering; empty for none) ',
    (answer) => listed(answer, () => true, false),
    '',
  );
  const given: { group: string; department: string }[] = [];
  for (const group of new Set(groups)) {
    const department = await one(
      `Which department joins ${group}, spelled as HR sends it? [${group}] `,
      (answer) => answer || group,
      '',
    );
    given.push({ group, department });
  }
  const createsGroups =
    given.length > 0 &&
    (await one(
      'May this system create groups that the tenant does not have? (yes, no) [no] ',
      (answer) => ({ yes: true, no: false, '': false })[answer],
      'Write yes or no.',
    ));
  const protectedEmails = await one(
    'Which accounts must never be touched? (addresses of break-glass and service accounts; empty for none) ',
    (answer) => listed(answer, (email) => EMAIL.test(email), false),
    'Write e-mail addresses, with commas between them.',
  );
  return { target, domains, connection, hr, timeZone, groups: given, createsGroups, protectedEmails };
}

const kindOf = (word: string): HrKind | undefined => HR_KINDS.find((kind) => kind === word);

function listed(answer: string, isRight: (one: string) => boolean, needsOne: boolean): readonly string[] | undefined {
  const words = answer
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.every(isRight) && (words.length > 0 || !needsOne) ? words : undefined;
}
