import { disableCommand } from '../../shared/contracts/operate/disable.ts';
import { dlqListCommand } from '../../shared/contracts/operate/dlq-list.ts';
import { dlqRedriveCommand } from '../../shared/contracts/operate/dlq-redrive.ts';
import { dlqShowCommand } from '../../shared/contracts/operate/dlq-show.ts';
import { doctorCommand } from '../../shared/contracts/operate/doctor.ts';
import { explainCommand } from '../../shared/contracts/operate/explain.ts';
import { findCommand } from '../../shared/contracts/operate/find.ts';
import { gateListCommand } from '../../shared/contracts/operate/gate-list.ts';
import { gateOpenCommand } from '../../shared/contracts/operate/gate-open.ts';
import { holdApproveCommand } from '../../shared/contracts/operate/hold-approve.ts';
import { holdListCommand } from '../../shared/contracts/operate/hold-list.ts';
import { holdRejectCommand } from '../../shared/contracts/operate/hold-reject.ts';
import { holdShowCommand } from '../../shared/contracts/operate/hold-show.ts';
import { modeCommand } from '../../shared/contracts/operate/mode.ts';
import { overrideLiftCommand } from '../../shared/contracts/operate/override-lift.ts';
import { overrideListCommand } from '../../shared/contracts/operate/override-list.ts';
import { pauseCommand } from '../../shared/contracts/operate/pause.ts';
import { planCommand } from '../../shared/contracts/operate/plan.ts';
import { quarantineListCommand } from '../../shared/contracts/operate/quarantine-list.ts';
import { quarantineReplayCommand } from '../../shared/contracts/operate/quarantine-replay.ts';
import { quarantineShowCommand } from '../../shared/contracts/operate/quarantine-show.ts';
import type { CommandName } from '../../shared/contracts/operate/registry.ts';
import { reportAccessCommand } from '../../shared/contracts/operate/report-access.ts';
import { reportApprovalsCommand } from '../../shared/contracts/operate/report-approvals.ts';
import { reportJoinersCommand } from '../../shared/contracts/operate/report-joiners.ts';
import { reportLeaversCommand } from '../../shared/contracts/operate/report-leavers.ts';
import { reportObserveCommand } from '../../shared/contracts/operate/report-observe.ts';
import { resumeCommand } from '../../shared/contracts/operate/resume.ts';
import { statusCommand } from '../../shared/contracts/operate/status.ts';
import { workerLinkCommand } from '../../shared/contracts/operate/worker-link.ts';
import { workerSeparateCommand } from '../../shared/contracts/operate/worker-separate.ts';
import { showDisable } from '../show/show-disable.ts';
import { showDlqLetter } from '../show/show-dlq-letter.ts';
import { showDlqList } from '../show/show-dlq-list.ts';
import { showDlqRedrive } from '../show/show-dlq-redrive.ts';
import { showDoctor } from '../show/show-doctor.ts';
import { showExplain } from '../show/show-explain.ts';
import { showFind } from '../show/show-find.ts';
import { showGateList } from '../show/show-gate-list.ts';
import { showGateOpen } from '../show/show-gate-open.ts';
import { showHold, showHoldDecision } from '../show/show-hold.ts';
import { showHoldList } from '../show/show-hold-list.ts';
import { showMode } from '../show/show-mode.ts';
import { showOverrideLift } from '../show/show-override-lift.ts';
import { showOverrideList } from '../show/show-override-list.ts';
import { showPause } from '../show/show-pause.ts';
import { showPlan } from '../show/show-plan.ts';
import { showQuarantine, showQuarantineReplay } from '../show/show-quarantine.ts';
import { showQuarantineList } from '../show/show-quarantine-list.ts';
import { accessTable, showReportAccess } from '../show/show-report-access.ts';
import { approvalsTable, showReportApprovals } from '../show/show-report-approvals.ts';
import { joinersTable, showReportJoiners } from '../show/show-report-joiners.ts';
import { leaversTable, showReportLeavers } from '../show/show-report-leavers.ts';
import { observeTable, showReportObserve } from '../show/show-report-observe.ts';
import { showStatus } from '../show/show-status.ts';
import { showWorkerLink } from '../show/show-worker-link.ts';
import { followDlqRedrive } from './follow-dlq-redrive.ts';
import { followMode } from './follow-mode.ts';
import { followOverrideList } from './follow-override-list.ts';
import { followReport } from './follow-report.ts';
import { followReportObserve } from './follow-report-observe.ts';
import { type Treated, treat } from './treatment.ts';

/** A command that nobody can read the answer of does not compile. */
export const TREATMENTS: Readonly<Record<CommandName, Treated>> = {
  status: treat(statusCommand, { show: showStatus, isTrouble: ({ troubles }) => troubles.length > 0 }),
  find: treat(findCommand, { show: showFind }),
  explain: treat(explainCommand, { show: showExplain }),
  plan: treat(planCommand, { show: showPlan }),
  'hold list': treat(holdListCommand, { show: showHoldList }),
  'hold show': treat(holdShowCommand, { show: showHold }),
  'hold approve': treat(holdApproveCommand, { show: showHoldDecision }),
  'hold reject': treat(holdRejectCommand, { show: showHoldDecision }),
  disable: treat(disableCommand, {
    show: showDisable,
    isTrouble: ({ targets }) => targets.some(({ result }) => result !== 'ended'),
  }),
  'override list': treat(overrideListCommand, { show: showOverrideList, follow: followOverrideList }),
  'override lift': treat(overrideLiftCommand, { show: showOverrideLift }),
  'worker link': treat(workerLinkCommand, { show: showWorkerLink }),
  'worker separate': treat(workerSeparateCommand, { show: showWorkerLink }),
  mode: treat(modeCommand, { show: showMode, follow: followMode }),
  pause: treat(pauseCommand, { show: showPause }),
  resume: treat(resumeCommand, { show: showPause }),
  'gate list': treat(gateListCommand, { show: showGateList }),
  'gate open': treat(gateOpenCommand, { show: showGateOpen }),
  doctor: treat(doctorCommand, {
    show: showDoctor,
    isTrouble: ({ findings }) => findings.some(({ level }) => level === 'wrong'),
  }),
  'report observe': treat(reportObserveCommand, {
    show: showReportObserve,
    follow: followReportObserve,
    csv: observeTable,
  }),
  'report leavers': treat(reportLeaversCommand, { show: showReportLeavers, follow: followReport(), csv: leaversTable }),
  'report joiners': treat(reportJoinersCommand, { show: showReportJoiners, follow: followReport(), csv: joinersTable }),
  'report access': treat(reportAccessCommand, { show: showReportAccess, follow: followReport(), csv: accessTable }),
  'report approvals': treat(reportApprovalsCommand, {
    show: showReportApprovals,
    follow: followReport(),
    csv: approvalsTable,
  }),
  'dlq list': treat(dlqListCommand, { show: showDlqList }),
  'dlq show': treat(dlqShowCommand, { show: showDlqLetter }),
  'dlq redrive': treat(dlqRedriveCommand, {
    show: showDlqRedrive,
    follow: followDlqRedrive,
    isTrouble: ({ stopped }) => stopped !== undefined,
  }),
  'quarantine list': treat(quarantineListCommand, { show: showQuarantineList }),
  'quarantine show': treat(quarantineShowCommand, { show: showQuarantine }),
  'quarantine replay': treat(quarantineReplayCommand, {
    show: showQuarantineReplay,
    isTrouble: ({ kept }) => kept,
  }),
};
