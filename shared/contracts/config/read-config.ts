import { PermanentError } from '../../domain/failure.ts';
import { checkExamples } from '../../domain/policy/check/check-examples.ts';
import { checkPolicy, type DraftPolicy } from '../../domain/policy/check/check-policy.ts';
import type { Problem } from '../../domain/policy/check/problem.ts';
import type { Config } from './config.ts';
import { configSchema, type Sections, sectionsFor } from './config-schema.ts';
import { describeIssue } from './describe-issue.ts';
import { neverGrantedIn, PROVIDERS, type Providers, rolesIn } from './providers.ts';

/**
 * Reads what a configuration file exports and fills in the defaults. Throws one `PermanentError` that names everything that is wrong and
 * what to do about it; an example that does not hold is wrong too, so that no such policy is ever deployed.
 */
export function readConfig(value: unknown, file = 'lifecycle.config.ts', providers: Providers = PROVIDERS): Config {
  const sections = sectionsFor(providers);
  const rolesOf = rolesIn(providers);
  const result = configSchema(sections).safeParse(value);
  const misshapen = result.success ? [] : result.error.issues.flatMap((issue) => describeIssue(issue, value));
  const draft = result.data ?? readableParts(value, sections);
  const problems = [...misshapen, ...(draft ? checkPolicy(draft, rolesOf, neverGrantedIn(providers)) : [])].map(
    sentence,
  );
  if (result.success && problems.length === 0) problems.push(...checkExamples(result.data, rolesOf));
  if (!result.success || problems.length > 0) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new PermanentError(`${file} has ${count}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
  return result.data;
}

/** What can be checked for its meaning although something else has the wrong shape: nothing without all targets and lists. */
function readableParts(value: unknown, sections: Sections): DraftPolicy | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const read = (section: keyof Sections): unknown => Reflect.get(value, section);
  const targets = sections.targets.safeParse(read('targets'));
  const lists = sections.lists.safeParse(read('lists'));
  if (!targets.success || !lists.success) return undefined;
  return {
    targets: targets.data,
    lists: lists.data,
    rules: entries(read('rules')).map((rule) => sections.rules.safeParse([rule]).data?.[0]),
    examples: entries(read('examples')).map((example) => sections.examples.safeParse([example]).data?.[0]),
  };
}

const entries = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const sentence = ({ where, problem, fix }: Problem): string => `${where} ${problem}: ${fix}`;
