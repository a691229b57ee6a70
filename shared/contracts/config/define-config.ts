import type { CountedKind, Limit } from '../../domain/plan/guard.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import type { Example } from '../../domain/policy/policy.ts';
import type {
  AccessSettings,
  CatalogueEntry,
  Config,
  Limits,
  OperatorSettings,
  OwnSettings,
  SponsorshipSettings,
  TargetSettings,
} from './config.ts';
import type { ConnectionInput } from './connection-schema.ts';
import type { AtlassianInput } from './providers/atlassian-settings.ts';
import type { Provider, Role } from './providers.ts';

/** Only types: a name that does not exist is an error where it is written. What types cannot see, `readConfig` does. */
export const defineConfig = <const Catalogues extends AnyCatalogues, const List extends string = never>(
  config: ConfigInput<Catalogues, List>,
): ConfigInput<Catalogues, List> => config;

/** What the author of a configuration writes. `Catalogues` has the group catalogue of each target, by the target's name. */
interface ConfigInput<Catalogues extends AnyCatalogues, List extends string> {
  readonly connections: Readonly<Record<string, ConnectionInput>>;
  readonly targets: { readonly [Target in keyof Catalogues]: TargetInput<Catalogues[Target], NoInfer<List>> };
  /** Values that conditions refer to by the list's name, with `inList`. */
  readonly lists?: Readonly<Record<List, readonly string[]>>;
  readonly rules: readonly RuleInput<NoInfer<Catalogues>, NoInfer<List>>[];
  readonly examples?: readonly ExampleInput<NoInfer<Catalogues>>[];
  /** How HR's dates become access, which connection is heard of an attribute, and which took the place of which. */
  readonly access?: Partial<Omit<AccessSettings, 'heard'>>;
  /** Which operator a principal ARN or session name of the control plane is. */
  readonly operators?: Readonly<Record<string, OperatorSettings>>;
  /** How long operators may sponsor workers whom HR does not know: 180 days, unless `maxDays` says otherwise. */
  readonly sponsorship?: Partial<SponsorshipSettings>;
  /** Who may agree to what a runbook document changes: ARNs of IAM users and roles. Without any, such documents are not made. */
  readonly approvers?: readonly string[];
  /** How long things are kept; the payloads of leavers' receipts for ever, unless `leaverPayloadDays` says otherwise. */
  readonly retention?: Partial<Config['retention']>;
}

type AnyCatalogues = Readonly<Record<string, Catalogue>>;
type Catalogue = Readonly<Record<string, Partial<CatalogueEntry>>>;

type Required = 'allowedEmailDomains';
type Plain =
  | 'provisionedBy'
  | 'idpAlias'
  | 'adopt'
  | 'withoutRole'
  | 'onLeave'
  | 'idpGroups'
  | 'requestsPerMinute'
  | 'sweepMinutes'
  | Exclude<keyof OwnSettings, 'atlassian'>;

interface TargetInput<Groups extends Catalogue, List extends string>
  extends Pick<TargetSettings, Required>,
    Partial<Pick<TargetSettings, Plain>> {
  readonly provider: Provider;
  readonly atlassian?: AtlassianInput;
  readonly maxRole?: Role;
  readonly groups: Groups;
  readonly protected?: Partial<TargetSettings['protected']>;
  readonly pilot?: ConditionInput<List>;
  readonly limits?: Partial<Pick<Limits, 'windowMinutes'>> & {
    readonly [Kind in CountedKind]?: Partial<Limit>;
  } & { readonly cohorts?: Partial<Limits['cohorts']> };
}

/** A rule whose target exists and whose groups are in that target's catalogue. */
type RuleInput<Catalogues extends AnyCatalogues, List extends string> = {
  readonly [Target in keyof Catalogues]: {
    readonly name: string;
    readonly target: Target;
    readonly when: ConditionInput<List>;
    readonly role?: Role;
    readonly groups?: readonly (keyof Catalogues[Target])[];
  };
}[keyof Catalogues];

/** As `Condition`, with the names of the lists that exist. */
type ConditionInput<List extends string> =
  | Exclude<Condition, Nested | InList>
  | { readonly all: readonly ConditionInput<List>[] }
  | { readonly any: readonly ConditionInput<List>[] }
  | { readonly not: ConditionInput<List> }
  | (Omit<InList, 'inList'> & { readonly inList: List });
type Nested = Extract<Condition, { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }>;
type InList = Extract<Condition, { readonly inList: unknown }>;

interface ExampleInput<Catalogues extends AnyCatalogues> extends Omit<Example, 'expect'> {
  readonly expect: {
    readonly [Target in keyof Catalogues]?: {
      readonly role: Role | null;
      readonly groups: readonly (keyof Catalogues[Target])[];
    };
  };
}
