import type { OutputOf } from '../../../contracts/operate/command.ts';
import type { doctorCommand, Finding } from '../../../contracts/operate/status/doctor.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { TargetProbe } from '../../../ports/target/target-probe.ts';
import type { TargetSetup } from '../../converge/target-setup.ts';
import { iso } from '../iso.ts';
import { examineChannel } from './channel-findings.ts';
import { credentialFindings } from './credential-findings.ts';
import { unseen } from './finding.ts';
import { catalogueOn, differenceFindings, groupFindings } from './group-findings.ts';
import { mappingFindings, provisioningFinding } from './provisioning-findings.ts';
import { roleFindings } from './role-findings.ts';

type Diagnosis = OutputOf<typeof doctorCommand>;
export type Examination = Pick<Diagnosis, 'findings' | 'credential' | 'roles' | 'groups' | 'provisioning' | 'settled'>;

interface Examined {
  readonly setup: TargetSetup;
  readonly probe: TargetProbe;
  /** Epoch ms. */
  readonly now: number;
}

/** Nothing is known yet. */
export const unexamined = ({ settings }: TargetSetup, findings: readonly Finding[]): Examination => ({
  findings,
  roles: [],
  groups: [],
  provisioning: { configured: settings.provisionedBy },
  settled: [],
});

/** Everything that reads can show. Without a working credential nothing else is read. */
export async function examine({ setup, probe, now }: Examined, call: Call): Promise<Examination> {
  const { target, settings } = setup;
  const credential = await probe.credential(call);
  if (credential.kind !== 'done') return unexamined(setup, [unseen('The credential does not work', credential)]);

  const roles = await probe.roles(call);
  const groups = await target.listGroups(call);
  const differences = groups.kind === 'done' ? await probe.groupDifferences?.(call) : undefined;
  const look = await probe.tenant(call);
  const mapped = settings.idpAlias === undefined ? undefined : await probe.mappedGroups(settings.idpAlias, call);
  const channel = await examineChannel(settings, probe, call);
  const { id, kind, expiry } = credential.value;
  const there = groups.kind === 'done' ? groups.value : [];
  const catalogue = groups.kind === 'done' ? catalogueOn(settings, there) : [];
  return {
    findings: [
      ...credentialFindings(credential.value, now),
      ...(roles.kind === 'done'
        ? roleFindings(settings, target.traits, roles.value)
        : [unseen('Roles could not be read', roles)]),
      ...(groups.kind === 'done'
        ? [
            ...groupFindings(catalogue, settings, there),
            ...differenceFindings(differences),
            ...mappingFindings({ settings, groups: there, mapped }),
          ]
        : [unseen('Groups could not be read', groups)]),
      ...channel.findings,
      look.kind === 'done'
        ? provisioningFinding(settings, look.value, channel.isThere)
        : unseen('Accounts could not be read', look),
    ],
    credential: { id, kind, ...(expiry.kind === 'at' && { expiresAt: iso(expiry.at) }) },
    roles: roles.kind === 'done' ? roles.value.map((role) => ({ name: role.name, id: role.id })) : [],
    groups: catalogue,
    provisioning: {
      configured: settings.provisionedBy,
      ...(look.kind === 'done' && { accounts: look.value.accounts }),
      ...(look.kind === 'done' && look.value.byScim !== undefined && { byScim: look.value.byScim }),
      ...(mapped?.kind === 'done' && { mappedGroups: mapped.value }),
    },
    settled: look.kind === 'done' ? look.value.habits.map(({ number, seen }) => ({ unknown: number, seen })) : [],
  };
}
