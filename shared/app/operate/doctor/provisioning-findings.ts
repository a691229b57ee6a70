import type { TargetSettings } from '../../../contracts/config/config.ts';
import type { Finding } from '../../../contracts/operate/status/doctor.ts';
import type { Outcome } from '../../../domain/outcome.ts';
import type { Group } from '../../../ports/target/group.ts';
import type { TenantLook } from '../../../ports/target/target-probe.ts';
import { ok, unseen, warn, wrong } from './finding.ts';
import { groupNamed } from './group-findings.ts';

/** Who makes accounts there, by what one page of them shows, against what the configuration says; `isScimThere` says whether SCIM answers us. */
export function provisioningFinding(
  { provisionedBy }: TargetSettings,
  { accounts, byScim }: TenantLook,
  isScimThere: boolean,
): Finding {
  const configured = `provisionedBy is ${provisionedBy}`;
  if (accounts === 0 || byScim === undefined)
    return warn(
      'It is not known what creates the accounts there: invitation, SCIM or the identity provider',
      `${configured}; ${accounts} accounts were read, and none of them shows it`,
      'Look at the single sign-on settings of the tenant',
    );
  const seen = `${byScim} of ${accounts} accounts on one page were made by SCIM, and ${configured}`;
  if (byScim > 0 && provisionedBy === 'invitation')
    return wrong(
      'The configuration and the tenant contradict each other',
      seen,
      'Set provisionedBy to idp, or to scim if this system holds the SCIM connection: such a tenant refuses to disable accounts by REST',
    );
  if (byScim === 0 && provisionedBy === 'scim' && isScimThere)
    return warn(
      'No account was made by SCIM yet',
      `${seen}; the SCIM side answers`,
      'Run doctor with --cut-over, which compares the accounts of both sides',
    );
  if (byScim === 0 && provisionedBy === 'scim')
    return wrong(
      'The configuration and the tenant contradict each other',
      seen,
      'Set provisionedBy to invitation, or connect SCIM first',
    );
  if (byScim === 0 && provisionedBy === 'idp')
    return warn(
      'The tenant shows no sign of the identity provider',
      `${seen}; accounts made at a first sign-in do not show it`,
      'Look at the single sign-on settings of the tenant',
    );
  return ok('Accounts are made as the configuration says', seen);
}

interface Mapped {
  readonly settings: TargetSettings;
  readonly groups: readonly Group[];
  /** Absent when no provider was asked about. */
  readonly mapped: Outcome<readonly string[]> | undefined;
}

/** Groups the identity provider fills, against `idpGroups`: nothing we do there lasts. */
export function mappingFindings({ settings, groups, mapped }: Mapped): readonly Finding[] {
  const { idpAlias, idpGroups, provisionedBy } = settings;
  if (idpAlias === undefined || mapped === undefined) {
    const because = 'No idpAlias is configured, so the target was not asked';
    return idpGroups.length === 0 && provisionedBy === 'invitation'
      ? [ok('No identity provider is expected to fill groups', because)]
      : [
          warn(
            'It is not known which groups the identity provider fills',
            because,
            'Set idpAlias to what the tenant calls the provider',
          ),
        ];
  }
  if (mapped.kind === 'refused' && mapped.reason === 'not-found')
    return [wrong(`The tenant has no identity provider ${idpAlias}`, mapped.because, 'Correct idpAlias')];
  if (mapped.kind !== 'done') return [unseen('The groups that the identity provider fills could not be read', mapped)];
  const owned = idpGroups.map((name) => groupNamed(groups, name)?.name ?? name);
  const shownAs = (name: string) => groups.find((group) => group.name === name)?.alias ?? name;
  const unknown = mapped.value.filter((name) => !owned.includes(name));
  const idle = idpGroups.filter((_, index) => !mapped.value.includes(owned[index] ?? ''));
  return [
    ...unknown.map((name) =>
      wrong(
        `The identity provider fills ${shownAs(name)}, and idpGroups does not say so`,
        'The identity provider undoes our changes there at the next sign-in',
        `Add ${shownAs(name)} to idpGroups`,
      ),
    ),
    ...idle.map((name) =>
      warn(
        `idpGroups names ${name}, which the identity provider does not fill`,
        'Leavers stay in it',
        'Remove it from idpGroups, or map it in the tenant',
      ),
    ),
    ...(unknown.length + idle.length === 0
      ? [ok('idpGroups are the groups that the identity provider fills', `${mapped.value.length} are mapped`)]
      : []),
  ];
}
