import * as z from 'zod/mini';
import { keepsAccount, roleRank } from '../../domain/provider/traits.ts';
import { normaliseEmail } from '../../domain/text/email.ts';
import { conditionSchema } from './condition-schema.ts';
import type { TargetSettings } from './config.ts';
import { closed, text, whole } from './fields.ts';
import type { ConfiguredProvider } from './providers/configured-provider.ts';
import type { Providers } from './providers.ts';

const domain = z
  .string()
  .check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'write only the domain, in lower case and without @: example.com'));

const email = z
  .string()
  .check(z.overwrite(normaliseEmail), z.regex(/^[^\s@]+@[^\s@]+$/, 'write one e-mail address: name@example.com'));

const many = whole(1, 10_000);
const share = whole(1, 100);
const limit = (min: number, percent: number) =>
  z.prefault(
    closed({
      min: z.prefault(many, min),
      percent: z.prefault(share, percent),
      max: z.optional(many),
      perFiveMinutes: z.optional(many),
      day: z.optional(closed({ min: many, percent: share, max: z.optional(many) })),
    }),
    {},
  );

/** The roles a configuration may give; another one is an error that says which there are, or who gives it. */
const grantable = ({ roles, neverGranted = [] }: ConfiguredProvider['traits']) =>
  z
    .enum(roles)
    .check(
      z.refine(
        (role) => !neverGranted.includes(role),
        `use one of: ${roles.filter((role) => !neverGranted.includes(role)).join(', ')}; people in the target give ${neverGranted.join(', ')}, never we`,
      ),
    );

/** Who is on leave comes back to the account they had, so it cannot be disabled where that means to delete it. */
const leaveOf = (traits: ConfiguredProvider['traits']) =>
  z
    .enum(['keep', 'reduce', 'disable'])
    .check(
      z.refine(
        (choice) => choice !== 'disable' || keepsAccount(traits),
        'use keep or reduce: this provider ends access by deleting the account',
      ),
    );

const settingsOf = (names: readonly string[], { traits, defaults, group, own }: ConfiguredProvider) =>
  closed(
    {
      provider: z.enum(names),
      provisionedBy: z.prefault(z.enum(['invitation', 'scim', 'idp']), defaults.provisionedBy ?? 'invitation'),
      idpAlias: z.optional(text),
      maxRole: z.prefault(grantable(traits), defaults.maxRole),
      allowedEmailDomains: z.array(domain).check(z.minLength(1, 'list the domains whose addresses may be invited')),
      adopt: z.prefault(z.enum(['exact-email', 'never']), 'exact-email'),
      withoutRole: z.prefault(z.enum(['hold', 'end']), 'hold'),
      onLeave: z.prefault(leaveOf(traits), 'keep'),
      groups: z.record(text, group),
      idpGroups: z.prefault(z.array(text), []),
      protected: z.prefault(
        closed({
          ids: z.prefault(z.array(text), []),
          emails: z.prefault(z.array(email), []),
          globs: z.prefault(z.array(text), []),
        }),
        {},
      ),
      pilot: z.optional(conditionSchema),
      limits: z.prefault(
        closed({
          windowMinutes: z.prefault(whole(1, 1_440), 60),
          leavers: limit(3, 5),
          immediate: limit(3, 2),
          removals: limit(5, 10),
          elevations: limit(10, 10),
          grants: limit(25, 10),
          cohorts: z.prefault(
            closed({
              department: z.prefault(share, 50),
              location: z.prefault(share, 100),
              connection: z.prefault(share, 100),
            }),
            {},
          ),
        }),
        {},
      ),
      requestsPerMinute: z.prefault(whole(1, traits.requestsPerMinute), defaults.requestsPerMinute),
      sweepMinutes: z.prefault(whole(1, 1_440), 5),
    },
    own.keys,
  ).check(({ value, issues }) => {
    for (const [group, { rootRole }] of Object.entries(value.groups)) {
      if (roleRank(rootRole, traits) <= roleRank(value.maxRole, traits)) continue;
      const message = `give its members no more than ${value.maxRole}, or raise maxRole of this target`;
      issues.push({ code: 'custom', input: rootRole, path: ['groups', group, 'rootRole'], message });
    }
  });

/** One tenant, by the settings of its provider. Where that is none we know, all else is still read, as the first one's. */
export function targetSchema(providers: Providers): z.ZodMiniType<TargetSettings> {
  const names = Object.keys(providers);
  const readers = new Map(
    Object.entries(providers).map(([name, provider]) => [
      name,
      { common: settingsOf(names, provider), own: provider.own },
    ]),
  );
  const [first] = readers.values();
  return z.pipe(
    z.unknown(),
    z.transform((value, context): TargetSettings => {
      const said = isRecord(value) ? value : {};
      const reader = readers.get(String(said['provider'])) ?? first;
      if (!reader) return z.NEVER;
      const isOwn = ([key]: readonly [string, unknown]) => reader.own.keys.some((own) => own === key);
      const own = reader.own.schema.safeParse(Object.fromEntries(Object.entries(said).filter(isOwn)));
      const others = Object.fromEntries(Object.entries(said).filter((entry) => !isOwn(entry)));
      const common = reader.common.safeParse(isRecord(value) ? others : value);
      if (common.success && own.success) return { ...common.data, ...own.data };
      context.issues.push(...[...(common.error?.issues ?? []), ...(own.error?.issues ?? [])].map(asRaw));
      return z.NEVER;
    }),
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An issue that was found is given on as it is; its type only lacks the input, which no message of ours quotes. */
const asRaw = (issue: z.core.$ZodIssue): z.core.$ZodRawIssue => ({ ...issue, input: undefined });
