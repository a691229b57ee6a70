import type { BreakGlassRecord } from '../../../shared/contracts/break-glass-record.ts';

const RESULTS: Readonly<Record<BreakGlassRecord['result'], string>> = {
  ended: 'Ended',
  pending: 'Not ended yet: run it again when the invitation has been accepted',
  reduced: 'Not ended: they can still sign in',
  refused: 'Not ended',
  unreachable: 'Not ended: the target could not be asked',
};

/** What was done past the control plane, and what to do when it is back. */
export const showRecord = ({ target, accountId, result, because, steps }: BreakGlassRecord, file: string): string =>
  [
    `${RESULTS[result]}. ${target}${accountId === undefined ? '' : `, account ${accountId}`}: ${because}`,
    ...steps.map(({ action, outcome }) => `  ${action}: ${outcome}`),
    `Written to ${file}. When the control plane is back: atlan-lifecycle break-glass import ${file}`,
  ].join('\n');
