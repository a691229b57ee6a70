import { baselineApplyCommand } from '../../shared/contracts/operate/baseline/baseline-apply.ts';
import { baselineImportCommand } from '../../shared/contracts/operate/baseline/baseline-import.ts';
import { baselineReviewCommand } from '../../shared/contracts/operate/baseline/baseline-review.ts';
import { disableCommand } from '../../shared/contracts/operate/control/disable.ts';
import { gateListCommand } from '../../shared/contracts/operate/control/gate-list.ts';
import { gateOpenCommand } from '../../shared/contracts/operate/control/gate-open.ts';
import { modeCommand } from '../../shared/contracts/operate/control/mode.ts';
import { pauseCommand } from '../../shared/contracts/operate/control/pause.ts';
import { resumeCommand } from '../../shared/contracts/operate/control/resume.ts';
import { dlqListCommand } from '../../shared/contracts/operate/dlq/dlq-list.ts';
import { dlqRedriveCommand } from '../../shared/contracts/operate/dlq/dlq-redrive.ts';
import { dlqShowCommand } from '../../shared/contracts/operate/dlq/dlq-show.ts';
import { expectAnnounceCommand } from '../../shared/contracts/operate/expect/expect-announce.ts';
import { expectEndCommand } from '../../shared/contracts/operate/expect/expect-end.ts';
import { expectListCommand } from '../../shared/contracts/operate/expect/expect-list.ts';
import { explainCommand } from '../../shared/contracts/operate/explain/explain.ts';
import { findCommand } from '../../shared/contracts/operate/explain/find.ts';
import { planCommand } from '../../shared/contracts/operate/explain/plan.ts';
import { holdApproveCommand } from '../../shared/contracts/operate/hold/hold-approve.ts';
import { holdListCommand } from '../../shared/contracts/operate/hold/hold-list.ts';
import { holdRejectCommand } from '../../shared/contracts/operate/hold/hold-reject.ts';
import { holdShowCommand } from '../../shared/contracts/operate/hold/hold-show.ts';
import { overrideLiftCommand } from '../../shared/contracts/operate/override/override-lift.ts';
import { overrideListCommand } from '../../shared/contracts/operate/override/override-list.ts';
import { undoCommand } from '../../shared/contracts/operate/override/undo.ts';
import { workerLinkCommand } from '../../shared/contracts/operate/override/worker-link.ts';
import { workerRemoveCommand } from '../../shared/contracts/operate/override/worker-remove.ts';
import { workerSeparateCommand } from '../../shared/contracts/operate/override/worker-separate.ts';
import { workerSponsorCommand } from '../../shared/contracts/operate/override/worker-sponsor.ts';
import { policyActivateCommand } from '../../shared/contracts/operate/policy/policy-activate.ts';
import { policyTestCommand } from '../../shared/contracts/operate/policy/policy-test.ts';
import { quarantineDiscardCommand } from '../../shared/contracts/operate/quarantine/quarantine-discard.ts';
import { quarantineListCommand } from '../../shared/contracts/operate/quarantine/quarantine-list.ts';
import { quarantineReplayCommand } from '../../shared/contracts/operate/quarantine/quarantine-replay.ts';
import { quarantineShowCommand } from '../../shared/contracts/operate/quarantine/quarantine-show.ts';
import { receiptsExportCommand } from '../../shared/contracts/operate/receipts/receipts-export.ts';
import type { CommandName } from '../../shared/contracts/operate/registry.ts';
import { reportAccessCommand } from '../../shared/contracts/operate/report/report-access.ts';
import { reportApprovalsCommand } from '../../shared/contracts/operate/report/report-approvals.ts';
import { reportJoinersCommand } from '../../shared/contracts/operate/report/report-joiners.ts';
import { reportLeaversCommand } from '../../shared/contracts/operate/report/report-leavers.ts';
import { reportObserveCommand } from '../../shared/contracts/operate/report/report-observe.ts';
import { reportRosterCommand } from '../../shared/contracts/operate/report/report-roster.ts';
import { rolloutListCommand } from '../../shared/contracts/operate/rollout/rollout-list.ts';
import { rolloutPauseCommand } from '../../shared/contracts/operate/rollout/rollout-pause.ts';
import { rolloutPlanCommand } from '../../shared/contracts/operate/rollout/rollout-plan.ts';
import { rolloutStartCommand } from '../../shared/contracts/operate/rollout/rollout-start.ts';
import { doctorCommand } from '../../shared/contracts/operate/status/doctor.ts';
import { statusCommand } from '../../shared/contracts/operate/status/status.ts';
import { subjectEraseCommand } from '../../shared/contracts/operate/subject/subject-erase.ts';
import { subjectExportCommand } from '../../shared/contracts/operate/subject/subject-export.ts';
import { reviewedDigest } from '../baseline/reviewed-file.ts';
import { rosterInFile } from '../baseline/roster-file.ts';
import { staffInFile } from '../baseline/staff-file.ts';
import { policyOfFile } from '../config/policy-of-file.ts';
import { baselineTable, showBaselineApply, showBaselineReview } from '../show/baseline/show-baseline.ts';
import { importTable, showBaselineImport } from '../show/baseline/show-baseline-import.ts';
import { showDisable } from '../show/control/show-disable.ts';
import { showGateList } from '../show/control/show-gate-list.ts';
import { showGateOpen } from '../show/control/show-gate-open.ts';
import { showMode } from '../show/control/show-mode.ts';
import { showPause } from '../show/control/show-pause.ts';
import { showDlqLetter } from '../show/dlq/show-dlq-letter.ts';
import { showDlqList } from '../show/dlq/show-dlq-list.ts';
import { showDlqRedrive } from '../show/dlq/show-dlq-redrive.ts';
import { showExpectations } from '../show/expect/show-expectations.ts';
import { followPlan } from '../show/explain/follow-plan.ts';
import { showExplain } from '../show/explain/show-explain.ts';
import { showFind } from '../show/explain/show-find.ts';
import { showPlan } from '../show/explain/show-plan.ts';
import { planTable } from '../show/explain/show-plan-all.ts';
import { showHold } from '../show/hold/show-hold.ts';
import { decisionTable, isUndecided, showHoldDecision } from '../show/hold/show-hold-decision.ts';
import { showHoldList } from '../show/hold/show-hold-list.ts';
import { showOverrideLift } from '../show/override/show-override-lift.ts';
import { showOverrideList } from '../show/override/show-override-list.ts';
import { showUndo } from '../show/override/show-undo.ts';
import { showWorkerLink } from '../show/override/show-worker-link.ts';
import { showWorkerRemove } from '../show/override/show-worker-remove.ts';
import { showWorkerSponsor } from '../show/override/show-worker-sponsor.ts';
import { lossTable, showPolicyActivate } from '../show/policy/show-policy-activate.ts';
import { differenceTable, locksOut, showPolicyTest } from '../show/policy/show-policy-test.ts';
import { showQuarantine, showQuarantineDiscard, showQuarantineReplay } from '../show/quarantine/show-quarantine.ts';
import { showQuarantineList } from '../show/quarantine/show-quarantine-list.ts';
import { accessTable, showReportAccess } from '../show/report/show-report-access.ts';
import { approvalsTable, showReportApprovals } from '../show/report/show-report-approvals.ts';
import { joinersTable, showReportJoiners } from '../show/report/show-report-joiners.ts';
import { leaversTable, showReportLeavers } from '../show/report/show-report-leavers.ts';
import { observeTable, showReportObserve } from '../show/report/show-report-observe.ts';
import { isDifferent, rosterTable, showReportRoster } from '../show/report/show-report-roster.ts';
import { showRolloutPlan } from '../show/rollout/show-rollout-plan.ts';
import { showRolloutStart, showRollouts } from '../show/rollout/show-rollouts.ts';
import { jsonLines, showLines } from '../show/show-lines.ts';
import { showDoctor } from '../show/status/show-doctor.ts';
import { showStatus } from '../show/status/show-status.ts';
import { showSubjectErase } from '../show/subject/show-subject-erase.ts';
import { followBaselineApply, followBaselineImport, followBaselineReview } from './follow/follow-baseline.ts';
import { followDlqRedrive } from './follow/follow-dlq-redrive.ts';
import { followHoldDecision } from './follow/follow-hold-decision.ts';
import { followLines } from './follow/follow-lines.ts';
import { followMode } from './follow/follow-mode.ts';
import { followOverrideList } from './follow/follow-override-list.ts';
import { followPolicyActivate } from './follow/follow-policy-activate.ts';
import { followReport } from './follow/follow-report.ts';
import { followReportObserve } from './follow/follow-report-observe.ts';
import { followRoster } from './follow/follow-roster.ts';
import { GROUP_PRESENTATIONS } from './group-presentations.ts';
import { type Presented, present } from './presentation.ts';

/** A command without a presentation of its answer does not compile. */
export const PRESENTATIONS: Readonly<Record<CommandName, Presented>> = {
  status: present(statusCommand, { show: showStatus, isTrouble: ({ troubles }) => troubles.length > 0 }),
  find: present(findCommand, { show: showFind }),
  explain: present(explainCommand, { show: showExplain }),
  plan: present(planCommand, { show: showPlan, follow: followPlan, csv: planTable }),
  'hold list': present(holdListCommand, { show: showHoldList }),
  'hold show': present(holdShowCommand, { show: showHold }),
  'hold approve': present(holdApproveCommand, {
    show: showHoldDecision,
    follow: followHoldDecision(),
    csv: decisionTable,
    isTrouble: isUndecided,
  }),
  'hold reject': present(holdRejectCommand, {
    show: showHoldDecision,
    follow: followHoldDecision(),
    csv: decisionTable,
    isTrouble: isUndecided,
  }),
  'expect announce': present(expectAnnounceCommand, { show: showExpectations }),
  'expect list': present(expectListCommand, { show: showExpectations }),
  'expect end': present(expectEndCommand, { show: showExpectations }),
  disable: present(disableCommand, {
    show: showDisable,
    isTrouble: ({ targets }) => targets.some(({ result }) => result !== 'ended'),
  }),
  'override list': present(overrideListCommand, { show: showOverrideList, follow: followOverrideList }),
  'override lift': present(overrideLiftCommand, { show: showOverrideLift }),
  undo: present(undoCommand, { show: showUndo }),
  'worker link': present(workerLinkCommand, { show: showWorkerLink }),
  'worker separate': present(workerSeparateCommand, { show: showWorkerLink }),
  'worker sponsor': present(workerSponsorCommand, { show: showWorkerSponsor }),
  'worker remove': present(workerRemoveCommand, { show: showWorkerRemove }),
  mode: present(modeCommand, { show: showMode, follow: followMode }),
  'rollout plan': present(rolloutPlanCommand, { show: showRolloutPlan }),
  'rollout start': present(rolloutStartCommand, { show: showRolloutStart }),
  'rollout pause': present(rolloutPauseCommand, { show: showRollouts }),
  'rollout list': present(rolloutListCommand, {
    show: showRollouts,
    isTrouble: ({ rollouts }) => rollouts.some(({ state }) => state === 'stopped'),
  }),
  'policy test': present(policyTestCommand, {
    inputs: policyOfFile,
    show: showPolicyTest,
    follow: followReport(),
    csv: differenceTable,
    isTrouble: locksOut,
  }),
  'baseline import': present(baselineImportCommand, {
    show: showBaselineImport,
    follow: followBaselineImport,
    inputs: staffInFile,
    csv: importTable,
    isTrouble: ({ isDryRun, rows }) => !isDryRun && rows.some(({ state }) => state === 'same-address'),
  }),
  'baseline review': present(baselineReviewCommand, {
    show: showBaselineReview,
    follow: followBaselineReview,
    csv: baselineTable,
  }),
  'baseline apply': present(baselineApplyCommand, {
    show: showBaselineApply,
    follow: followBaselineApply,
    inputs: reviewedDigest,
    isTrouble: ({ isDryRun, left }) => !isDryRun && left > 0,
  }),
  'policy activate': present(policyActivateCommand, {
    show: showPolicyActivate,
    follow: followPolicyActivate,
    csv: lossTable,
  }),
  pause: present(pauseCommand, { show: showPause }),
  resume: present(resumeCommand, { show: showPause }),
  'gate list': present(gateListCommand, { show: showGateList }),
  'gate open': present(gateOpenCommand, { show: showGateOpen }),
  ...GROUP_PRESENTATIONS,
  doctor: present(doctorCommand, {
    show: showDoctor,
    isTrouble: ({ findings }) => findings.some(({ level }) => level === 'wrong'),
  }),
  'report observe': present(reportObserveCommand, {
    show: showReportObserve,
    follow: followReportObserve,
    csv: observeTable,
  }),
  'report leavers': present(reportLeaversCommand, {
    show: showReportLeavers,
    follow: followReport(),
    csv: leaversTable,
  }),
  'report joiners': present(reportJoinersCommand, {
    show: showReportJoiners,
    follow: followReport(),
    csv: joinersTable,
  }),
  'report access': present(reportAccessCommand, { show: showReportAccess, follow: followReport(), csv: accessTable }),
  'report approvals': present(reportApprovalsCommand, {
    show: showReportApprovals,
    follow: followReport(),
    csv: approvalsTable,
  }),
  'report roster': present(reportRosterCommand, {
    show: showReportRoster,
    follow: followRoster,
    inputs: rosterInFile,
    csv: rosterTable,
    isTrouble: isDifferent,
  }),
  'receipts export': present(receiptsExportCommand, {
    show: showLines,
    follow: followLines(),
    lines: jsonLines,
  }),
  'subject export': present(subjectExportCommand, {
    show: showLines,
    follow: followLines(),
    lines: jsonLines,
  }),
  'subject erase': present(subjectEraseCommand, {
    show: showSubjectErase,
    isTrouble: ({ dryRun, stillThere }) => !dryRun && stillThere.length > 0,
  }),
  'dlq list': present(dlqListCommand, { show: showDlqList }),
  'dlq show': present(dlqShowCommand, { show: showDlqLetter }),
  'dlq redrive': present(dlqRedriveCommand, {
    show: showDlqRedrive,
    follow: followDlqRedrive,
    isTrouble: ({ stopped }) => stopped !== undefined,
  }),
  'quarantine list': present(quarantineListCommand, { show: showQuarantineList }),
  'quarantine show': present(quarantineShowCommand, { show: showQuarantine }),
  'quarantine replay': present(quarantineReplayCommand, {
    show: showQuarantineReplay,
    isTrouble: ({ kept }) => kept,
  }),
  'quarantine discard': present(quarantineDiscardCommand, { show: showQuarantineDiscard }),
};
