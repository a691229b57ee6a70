import { baselineApplyCommand } from '../../contracts/operate/baseline/baseline-apply.ts';
import { baselineImportCommand } from '../../contracts/operate/baseline/baseline-import.ts';
import { baselineReviewCommand } from '../../contracts/operate/baseline/baseline-review.ts';
import type { Declaration } from '../../contracts/operate/command.ts';
import { disableCommand } from '../../contracts/operate/control/disable.ts';
import { gateListCommand } from '../../contracts/operate/control/gate-list.ts';
import { gateOpenCommand } from '../../contracts/operate/control/gate-open.ts';
import { modeCommand } from '../../contracts/operate/control/mode.ts';
import { pauseCommand } from '../../contracts/operate/control/pause.ts';
import { resumeCommand } from '../../contracts/operate/control/resume.ts';
import { dlqListCommand } from '../../contracts/operate/dlq/dlq-list.ts';
import { dlqRedriveCommand } from '../../contracts/operate/dlq/dlq-redrive.ts';
import { dlqShowCommand } from '../../contracts/operate/dlq/dlq-show.ts';
import { expectAnnounceCommand } from '../../contracts/operate/expect/expect-announce.ts';
import { expectEndCommand } from '../../contracts/operate/expect/expect-end.ts';
import { expectListCommand } from '../../contracts/operate/expect/expect-list.ts';
import { explainCommand } from '../../contracts/operate/explain/explain.ts';
import { findCommand } from '../../contracts/operate/explain/find.ts';
import { planCommand } from '../../contracts/operate/explain/plan.ts';
import { holdApproveCommand } from '../../contracts/operate/hold/hold-approve.ts';
import { holdListCommand } from '../../contracts/operate/hold/hold-list.ts';
import { holdRejectCommand } from '../../contracts/operate/hold/hold-reject.ts';
import { holdShowCommand } from '../../contracts/operate/hold/hold-show.ts';
import { overrideLiftCommand } from '../../contracts/operate/override/override-lift.ts';
import { overrideListCommand } from '../../contracts/operate/override/override-list.ts';
import { undoCommand } from '../../contracts/operate/override/undo.ts';
import { workerLinkCommand } from '../../contracts/operate/override/worker-link.ts';
import { workerRemoveCommand } from '../../contracts/operate/override/worker-remove.ts';
import { workerSeparateCommand } from '../../contracts/operate/override/worker-separate.ts';
import { workerSponsorCommand } from '../../contracts/operate/override/worker-sponsor.ts';
import { policyActivateCommand } from '../../contracts/operate/policy/policy-activate.ts';
import { policyTestCommand } from '../../contracts/operate/policy/policy-test.ts';
import { quarantineDiscardCommand } from '../../contracts/operate/quarantine/quarantine-discard.ts';
import { quarantineListCommand } from '../../contracts/operate/quarantine/quarantine-list.ts';
import { quarantineReplayCommand } from '../../contracts/operate/quarantine/quarantine-replay.ts';
import { quarantineShowCommand } from '../../contracts/operate/quarantine/quarantine-show.ts';
import { receiptsExportCommand } from '../../contracts/operate/receipts/receipts-export.ts';
import type { CommandName } from '../../contracts/operate/registry.ts';
import { reportAccessCommand } from '../../contracts/operate/report/report-access.ts';
import { reportApprovalsCommand } from '../../contracts/operate/report/report-approvals.ts';
import { reportJoinersCommand } from '../../contracts/operate/report/report-joiners.ts';
import { reportLeaversCommand } from '../../contracts/operate/report/report-leavers.ts';
import { reportObserveCommand } from '../../contracts/operate/report/report-observe.ts';
import { reportRosterCommand } from '../../contracts/operate/report/report-roster.ts';
import { rolloutListCommand } from '../../contracts/operate/rollout/rollout-list.ts';
import { rolloutPauseCommand } from '../../contracts/operate/rollout/rollout-pause.ts';
import { rolloutPlanCommand } from '../../contracts/operate/rollout/rollout-plan.ts';
import { rolloutStartCommand } from '../../contracts/operate/rollout/rollout-start.ts';
import { doctorCommand } from '../../contracts/operate/status/doctor.ts';
import { statusCommand } from '../../contracts/operate/status/status.ts';
import { subjectEraseCommand } from '../../contracts/operate/subject/subject-erase.ts';
import { subjectExportCommand } from '../../contracts/operate/subject/subject-export.ts';
import { targetGroupsAccessGrantCommand } from '../../contracts/operate/target-groups/access-grant.ts';
import { targetGroupsAccessListCommand } from '../../contracts/operate/target-groups/access-list.ts';
import { targetGroupsAccessRevokeCommand } from '../../contracts/operate/target-groups/access-revoke.ts';
import { targetGroupsCountCommand } from '../../contracts/operate/target-groups/count.ts';
import { targetGroupsCreateCommand } from '../../contracts/operate/target-groups/create.ts';
import { targetGroupsDeleteCommand } from '../../contracts/operate/target-groups/delete.ts';
import { targetGroupsListCommand } from '../../contracts/operate/target-groups/list.ts';
import { targetGroupsShowCommand } from '../../contracts/operate/target-groups/show.ts';
import { targetGroupsStatsCommand } from '../../contracts/operate/target-groups/stats.ts';
import { baselineApply } from './baseline/baseline-apply.ts';
import { baselineImport } from './baseline/baseline-import.ts';
import { baselineReview } from './baseline/baseline-review.ts';
import { gateList } from './control/gate-list.ts';
import { gateOpen } from './control/gate-open.ts';
import { mode } from './control/mode.ts';
import { pause, resume } from './control/pause.ts';
import type { Answer, OperatorRequest } from './deps.ts';
import { disable } from './disable/disable.ts';
import { dlqList } from './dlq/dlq-list.ts';
import { dlqRedrive } from './dlq/dlq-redrive.ts';
import { dlqShow } from './dlq/dlq-show.ts';
import { doctor } from './doctor/doctor.ts';
import { expectAnnounce } from './expect/expect-announce.ts';
import { expectEnd } from './expect/expect-end.ts';
import { expectList } from './expect/expect-list.ts';
import { explain } from './explain/explain.ts';
import { find } from './explain/find.ts';
import { holdApprove, holdReject } from './hold/decide-hold.ts';
import { holdList } from './hold/hold-list.ts';
import { holdShow } from './hold/hold-show.ts';
import { overrideLift } from './override/override-lift.ts';
import { overrideList } from './override/override-list.ts';
import { workerLink, workerSeparate } from './override/worker-link.ts';
import { policyActivate } from './policy/policy-activate.ts';
import { policyTest } from './policy/policy-test.ts';
import { quarantineDiscard } from './quarantine/quarantine-discard.ts';
import { quarantineList } from './quarantine/quarantine-list.ts';
import { quarantineReplay } from './quarantine/quarantine-replay.ts';
import { quarantineShow } from './quarantine/quarantine-show.ts';
import { receiptsExport } from './receipts/receipts-export.ts';
import { plan } from './rehearsal/plan.ts';
import { workerRemove } from './removal/worker-remove.ts';
import { reportAccess } from './report/report-access.ts';
import { reportApprovals } from './report/report-approvals.ts';
import { reportJoiners } from './report/report-joiners.ts';
import { reportLeavers } from './report/report-leavers.ts';
import { reportObserve } from './report/report-observe.ts';
import { reportRoster } from './report/report-roster.ts';
import { rolloutList } from './rollout/rollout-list.ts';
import { rolloutPause } from './rollout/rollout-pause.ts';
import { rolloutPlan } from './rollout/rollout-plan.ts';
import { rolloutStart } from './rollout/rollout-start.ts';
import { workerSponsor } from './sponsor/worker-sponsor.ts';
import { status } from './status/status.ts';
import { subjectErase } from './subject/subject-erase.ts';
import { subjectExport } from './subject/subject-export.ts';
import { targetGroupsAccessGrant, targetGroupsAccessRevoke } from './target-groups/change-access.ts';
import { targetGroupsCreate } from './target-groups/create-group.ts';
import { targetGroupsDelete } from './target-groups/delete-group.ts';
import {
  targetGroupsAccessList,
  targetGroupsCount,
  targetGroupsList,
  targetGroupsShow,
  targetGroupsStats,
} from './target-groups/read-groups.ts';
import { undo } from './undo/undo.ts';
import { unknownNames } from './unknown-names.ts';

export type OperateAnswer =
  | Answer<unknown>
  | { readonly kind: 'refused'; readonly error: 'unknown-command'; readonly because: string }
  | {
      readonly kind: 'refused';
      readonly error: 'invalid-input';
      readonly because: string;
      /** What is wrong with which field; nothing of the input is quoted. */
      readonly fields: readonly { readonly field: string; readonly problem: string }[];
    };

type Run = (input: unknown, request: OperatorRequest) => Promise<OperateAnswer>;

/** A command without its use case, or with another one's input or answer, does not compile. */
const RUNS: Readonly<Record<CommandName, Run>> = {
  status: checked(statusCommand, status),
  find: checked(findCommand, find),
  explain: checked(explainCommand, explain),
  plan: checked(planCommand, plan),
  'hold list': checked(holdListCommand, holdList),
  'hold show': checked(holdShowCommand, holdShow),
  'hold approve': checked(holdApproveCommand, holdApprove),
  'hold reject': checked(holdRejectCommand, holdReject),
  'expect announce': checked(expectAnnounceCommand, expectAnnounce),
  'expect list': checked(expectListCommand, expectList),
  'expect end': checked(expectEndCommand, expectEnd),
  disable: checked(disableCommand, disable),
  'override list': checked(overrideListCommand, overrideList),
  'override lift': checked(overrideLiftCommand, overrideLift),
  undo: checked(undoCommand, undo),
  'worker link': checked(workerLinkCommand, workerLink),
  'worker separate': checked(workerSeparateCommand, workerSeparate),
  'worker sponsor': checked(workerSponsorCommand, workerSponsor),
  'worker remove': checked(workerRemoveCommand, workerRemove),
  mode: checked(modeCommand, mode),
  'rollout plan': checked(rolloutPlanCommand, rolloutPlan),
  'rollout start': checked(rolloutStartCommand, rolloutStart),
  'rollout pause': checked(rolloutPauseCommand, rolloutPause),
  'rollout list': checked(rolloutListCommand, rolloutList),
  'policy test': checked(policyTestCommand, policyTest),
  'baseline import': checked(baselineImportCommand, baselineImport),
  'baseline review': checked(baselineReviewCommand, baselineReview),
  'baseline apply': checked(baselineApplyCommand, baselineApply),
  'policy activate': checked(policyActivateCommand, policyActivate),
  pause: checked(pauseCommand, pause),
  resume: checked(resumeCommand, resume),
  'gate list': checked(gateListCommand, gateList),
  'gate open': checked(gateOpenCommand, gateOpen),
  'target groups list': checked(targetGroupsListCommand, targetGroupsList),
  'target groups show': checked(targetGroupsShowCommand, targetGroupsShow),
  'target groups create': checked(targetGroupsCreateCommand, targetGroupsCreate),
  'target groups delete': checked(targetGroupsDeleteCommand, targetGroupsDelete),
  'target groups count': checked(targetGroupsCountCommand, targetGroupsCount),
  'target groups stats': checked(targetGroupsStatsCommand, targetGroupsStats),
  'target groups access list': checked(targetGroupsAccessListCommand, targetGroupsAccessList),
  'target groups access grant': checked(targetGroupsAccessGrantCommand, targetGroupsAccessGrant),
  'target groups access revoke': checked(targetGroupsAccessRevokeCommand, targetGroupsAccessRevoke),
  doctor: checked(doctorCommand, doctor),
  'report observe': checked(reportObserveCommand, reportObserve),
  'report leavers': checked(reportLeaversCommand, reportLeavers),
  'report joiners': checked(reportJoinersCommand, reportJoiners),
  'report access': checked(reportAccessCommand, reportAccess),
  'report approvals': checked(reportApprovalsCommand, reportApprovals),
  'report roster': checked(reportRosterCommand, reportRoster),
  'receipts export': checked(receiptsExportCommand, receiptsExport),
  'subject export': checked(subjectExportCommand, subjectExport),
  'subject erase': checked(subjectEraseCommand, subjectErase),
  'dlq list': checked(dlqListCommand, dlqList),
  'dlq show': checked(dlqShowCommand, dlqShow),
  'dlq redrive': checked(dlqRedriveCommand, dlqRedrive),
  'quarantine list': checked(quarantineListCommand, quarantineList),
  'quarantine show': checked(quarantineShowCommand, quarantineShow),
  'quarantine replay': checked(quarantineReplayCommand, quarantineReplay),
  'quarantine discard': checked(quarantineDiscardCommand, quarantineDiscard),
};

/** Runs one command, named as in a URL or as it is typed, for one operator. */
export async function operate(command: string, input: unknown, request: OperatorRequest): Promise<OperateAnswer> {
  const name = command.replaceAll('-', ' ');
  return isCommand(name)
    ? RUNS[name](input, request)
    : { kind: 'refused', error: 'unknown-command', because: `The commands are ${Object.keys(RUNS).join(', ')}` };
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(RUNS, name);

function checked<Input, Output>(
  { input: schema, arguments: args }: Declaration<string, Input, Output>,
  useCase: (input: Input, request: OperatorRequest) => Promise<Answer<NoInfer<Output>>>,
): Run {
  return async (input, request) => {
    const read = schema.safeParse(input);
    if (read.success) return (await unknownNames(args, read.data, request.deps)) ?? useCase(read.data, request);
    const fields = read.error.issues.map(({ path, message }) => ({
      field: path.join('.') || 'input',
      problem: message,
    }));
    return {
      kind: 'refused',
      error: 'invalid-input',
      because: fields.map(({ field, problem }) => `${field} ${problem}`).join('; '),
      fields,
    };
  };
}
