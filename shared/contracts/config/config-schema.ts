import * as z from 'zod/mini';

import { ATTRIBUTES } from '../../domain/event/lifecycle-event.ts';
import { SPONSORED } from '../../domain/event/sponsored.ts';
import type { Authority } from '../../domain/policy/authority.ts';
import type { Example } from '../../domain/policy/policy.ts';
import type { Rule } from '../../domain/policy/rule.ts';
import { ENDS_ON } from '../../domain/timeline/access-end.ts';
import { RETENTION_DAYS } from '../cadence.ts';
import { conditionSchema } from './condition-schema.ts';
import type { AccessSettings, Config, RetentionSettings } from './config.ts';
import { connectionSchema } from './connection-schema.ts';
import { closed, name, refusal, text, whole } from './fields.ts';
import type { Providers } from './providers.ts';
import { targetSchema } from './target-schema.ts';

const ruleName = z
  .string()
  .check(
    z.regex(
      /^[a-z][a-z0-9-]{0,63}$/,
      'use 1 to 64 lower-case letters, digits and hyphens, and begin with a letter: receipts show it',
    ),
  );

const rule: z.ZodMiniType<Rule> = closed({
  name: ruleName,
  target: z.string(),
  when: conditionSchema,
  role: z.optional(z.string()),
  groups: z.optional(z.array(text)),
});

const attributes = z.partialRecord(z.enum(ATTRIBUTES), z.nullable(z.string()), { error: refusal(ATTRIBUTES) });

const example: z.ZodMiniType<Example> = closed({
  name: text,
  worker: attributes,
  startDate: z.optional(z.string()),
  endDate: z.optional(z.string()),
  today: z.string(),
  expect: z.record(z.string(), closed({ role: z.nullable(z.string()), groups: z.array(text) })),
});

const days = (least: number) => whole(least, 3_650);

export const authority: z.ZodMiniType<Authority> = z.partialRecord(
  z.enum(ATTRIBUTES),
  z.array(name).check(z.minLength(1, 'name at least one connection, or leave the attribute out')),
  { error: refusal(ATTRIBUTES) },
);

export const replacedBy = z.record(name, name);

const access: z.ZodMiniType<AccessSettings> = closed({
  lateGrantDays: z.prefault(
    z.union([days(0), z.literal('off')], 'use a whole number of days from 0 to 3650, or off'),
    14,
  ),
  startsBeforeDays: z.prefault(whole(0, 180), 0),
  endsOn: z.prefault(z.enum(ENDS_ON), 'date'),
  authority: z.optional(authority),
  replacedBy: z.optional(replacedBy),
});

const operator = closed({
  name: z.optional(text),
  worker: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^[a-z][a-z0-9-]{0,31}:.+$/,
          'write the source key of a worker: the connection, then HR’s own id, hr:67890',
        ),
      ),
  ),
});

const approver = z
  .string()
  .check(
    z.regex(
      /^arn:aws[a-z-]*:(iam::\d{12}:(user|role)|sts::\d{12}:assumed-role)\/[\w+=,.@/-]+$/,
      'write the ARN of an IAM user, a role or a session of one: arn:aws:iam::111122223333:role/platform-approvers',
    ),
  );

const sponsorship = closed({ maxDays: z.prefault(whole(1, 366), 180) });

const { quarantine, deadLetter, leaverPayload } = RETENTION_DAYS;
const retention: z.ZodMiniType<RetentionSettings> = closed({
  chainHeadYears: z.prefault(
    z.int().check(z.minimum(1, 'keep them for at least 1 year'), z.maximum(100, 'keep them for at most 100 years')),
    7,
  ),
  quarantineDays: z.prefault(whole(quarantine.least, quarantine.most), quarantine.usual),
  deadLetterDays: z.prefault(whole(deadLetter.least, deadLetter.most), deadLetter.usual),
  leaverPayloadDays: z.optional(whole(leaverPayload.least, leaverPayload.most)),
});

/** Operators' own: no HR system may speak under it. */
const connectionName = name.check(
  z.refine((value) => value !== SPONSORED, 'use another name: this one is of the workers whom operators sponsor'),
);

/** The sections of the file, each to be read by itself too. */
export const sectionsFor = (providers: Providers) => ({
  connections: z.record(connectionName, connectionSchema),
  targets: z.record(name, targetSchema(providers)),
  lists: z.prefault(z.record(name, z.array(text)), {}),
  rules: z.array(rule),
  examples: z.prefault(z.array(example), []),
  access: z.prefault(access, {}),
  operators: z.prefault(z.record(text, operator), {}),
  sponsorship: z.prefault(sponsorship, {}),
  approvers: z.prefault(z.array(approver).check(z.maxLength(10, 'name at most 10: Systems Manager takes no more')), []),
  retention: z.prefault(retention, {}),
});

export type Sections = ReturnType<typeof sectionsFor>;

export const configSchema = (sections: Sections): z.ZodMiniType<Config> =>
  closed(sections).check(({ value, issues }) => {
    const names = [...Object.keys(value.connections), SPONSORED];
    for (const [key, { worker }] of Object.entries(value.operators)) {
      if (worker === undefined || names.includes(worker.slice(0, worker.indexOf(':')))) continue;
      const message = `begin with a connection that exists: ${names.join(', ')}`;
      issues.push({ code: 'custom', input: worker, path: ['operators', key, 'worker'], message });
    }
    for (const [attribute, heard = []] of Object.entries(value.access.authority ?? {}))
      for (const [place, connection] of heard.entries()) {
        if (Object.hasOwn(value.connections, connection) || !name.safeParse(connection).success) continue;
        const message = `“${connection}” is no connection: use one of ${Object.keys(value.connections).join(', ')}`;
        issues.push({ code: 'custom', input: connection, path: ['access', 'authority', attribute, place], message });
      }
    const replaced = value.access.replacedBy ?? {};
    for (const [old, successor] of Object.entries(replaced)) {
      const isKnown = Object.hasOwn(value.connections, successor);
      if (isKnown && !Object.hasOwn(replaced, successor)) continue;
      const message = isKnown
        ? `“${successor}” is replaced itself: name the connection that HR uses now`
        : `“${successor}” is no connection: use one of ${Object.keys(value.connections).join(', ')}`;
      issues.push({ code: 'custom', input: successor, path: ['access', 'replacedBy', old], message });
    }
  });
