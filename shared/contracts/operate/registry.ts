import { baselineApplyCommand } from './baseline/baseline-apply.ts';
import { baselineImportCommand } from './baseline/baseline-import.ts';
import { baselineReviewCommand } from './baseline/baseline-review.ts';
import type { Declaration } from './command.ts';
import { disableCommand } from './control/disable.ts';
import { gateListCommand } from './control/gate-list.ts';
import { gateOpenCommand } from './control/gate-open.ts';
import { modeCommand } from './control/mode.ts';
import { pauseCommand } from './control/pause.ts';
import { resumeCommand } from './control/resume.ts';
import { dlqListCommand } from './dlq/dlq-list.ts';
import { dlqRedriveCommand } from './dlq/dlq-redrive.ts';
import { dlqShowCommand } from './dlq/dlq-show.ts';
import { expectAnnounceCommand } from './expect/expect-announce.ts';
import { expectEndCommand } from './expect/expect-end.ts';
import { expectListCommand } from './expect/expect-list.ts';
import { explainCommand } from './explain/explain.ts';
import { findCommand } from './explain/find.ts';
import { planCommand } from './explain/plan.ts';
import { holdApproveCommand } from './hold/hold-approve.ts';
import { holdListCommand } from './hold/hold-list.ts';
import { holdRejectCommand } from './hold/hold-reject.ts';
import { holdShowCommand } from './hold/hold-show.ts';
import { overrideLiftCommand } from './override/override-lift.ts';
import { overrideListCommand } from './override/override-list.ts';
import { undoCommand } from './override/undo.ts';
import { workerLinkCommand } from './override/worker-link.ts';
import { workerRemoveCommand } from './override/worker-remove.ts';
import { workerSeparateCommand } from './override/worker-separate.ts';
import { workerSponsorCommand } from './override/worker-sponsor.ts';
import { policyActivateCommand } from './policy/policy-activate.ts';
import { policyTestCommand } from './policy/policy-test.ts';
import { quarantineDiscardCommand } from './quarantine/quarantine-discard.ts';
import { quarantineListCommand } from './quarantine/quarantine-list.ts';
import { quarantineReplayCommand } from './quarantine/quarantine-replay.ts';
import { quarantineShowCommand } from './quarantine/quarantine-show.ts';
import { receiptsExportCommand } from './receipts/receipts-export.ts';
import { reportAccessCommand } from './report/report-access.ts';
import { reportApprovalsCommand } from './report/report-approvals.ts';
import { reportJoinersCommand } from './report/report-joiners.ts';
import { reportLeaversCommand } from './report/report-leavers.ts';
import { reportObserveCommand } from './report/report-observe.ts';
import { reportRosterCommand } from './report/report-roster.ts';
import { rolloutListCommand } from './rollout/rollout-list.ts';
import { rolloutPauseCommand } from './rollout/rollout-pause.ts';
import { rolloutPlanCommand } from './rollout/rollout-plan.ts';
import { rolloutStartCommand } from './rollout/rollout-start.ts';
import { doctorCommand } from './status/doctor.ts';
import { statusCommand } from './status/status.ts';
import { subjectEraseCommand } from './subject/subject-erase.ts';
import { subjectExportCommand } from './subject/subject-export.ts';
import { targetGroupsAccessGrantCommand } from './target-groups/access-grant.ts';
import { targetGroupsAccessListCommand } from './target-groups/access-list.ts';
import { targetGroupsAccessRevokeCommand } from './target-groups/access-revoke.ts';
import { targetGroupsCountCommand } from './target-groups/count.ts';
import { targetGroupsCreateCommand } from './target-groups/create.ts';
import { targetGroupsDeleteCommand } from './target-groups/delete.ts';
import { targetGroupsListCommand } from './target-groups/list.ts';
import { targetGroupsShowCommand } from './target-groups/show.ts';
import { targetGroupsStatsCommand } from './target-groups/stats.ts';

/** Every operate command, in the order in which help lists them. */
export const COMMANDS = [
  statusCommand,
  findCommand,
  explainCommand,
  planCommand,
  holdListCommand,
  holdShowCommand,
  holdApproveCommand,
  holdRejectCommand,
  expectAnnounceCommand,
  expectListCommand,
  expectEndCommand,
  disableCommand,
  overrideListCommand,
  overrideLiftCommand,
  undoCommand,
  workerLinkCommand,
  workerSeparateCommand,
  workerSponsorCommand,
  workerRemoveCommand,
  modeCommand,
  rolloutPlanCommand,
  rolloutStartCommand,
  rolloutPauseCommand,
  rolloutListCommand,
  policyTestCommand,
  baselineImportCommand,
  baselineReviewCommand,
  baselineApplyCommand,
  policyActivateCommand,
  pauseCommand,
  resumeCommand,
  gateListCommand,
  gateOpenCommand,
  targetGroupsListCommand,
  targetGroupsShowCommand,
  targetGroupsCreateCommand,
  targetGroupsDeleteCommand,
  targetGroupsCountCommand,
  targetGroupsStatsCommand,
  targetGroupsAccessListCommand,
  targetGroupsAccessGrantCommand,
  targetGroupsAccessRevokeCommand,
  doctorCommand,
  reportObserveCommand,
  reportLeaversCommand,
  reportJoinersCommand,
  reportAccessCommand,
  reportApprovalsCommand,
  reportRosterCommand,
  receiptsExportCommand,
  subjectExportCommand,
  subjectEraseCommand,
  dlqListCommand,
  dlqShowCommand,
  dlqRedriveCommand,
  quarantineListCommand,
  quarantineShowCommand,
  quarantineReplayCommand,
  quarantineDiscardCommand,
] as const satisfies readonly Declaration<string, unknown, unknown>[];

export type CommandName = (typeof COMMANDS)[number]['name'];
