import { declare, READS_ONLY } from '../command.ts';
import { closed } from '../fields.ts';
import { shownExpectations } from './shown-expectation.ts';

export const expectListCommand = declare({
  name: 'expect list',
  summary: 'Lists the announced changes of every target, with how many workers passed by each.',
  input: closed({}),
  output: shownExpectations,
  changes: false,
  arguments: [],
  examples: [{ input: {}, says: 'what is announced, and what was in the last three months' }],
  runbook: {
    ...READS_ONLY,
    trigger: 'Before you announce a change; when an announced change is carried out.',
    checks: 'None.',
    verification: 'It lists announcements with their counts. One that is over or ended stays listed for 90 days.',
  },
});
