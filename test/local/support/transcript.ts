/** What a run of the demo prints, kept for readers; a test compares it with a new run. */
export const TRANSCRIPT = 'docs/generated/a-working-day.md';

/** The page that shows a run. */
export const transcriptPage = (printed: string): string => `# A working day

What \`npm start -s -- --once\` printed, one day. Times, ids and counts are of that run; \`npm run -s transcript\` writes the page anew.

\`\`\`
${printed.trim()}
\`\`\`
`;

/** Narration, headings, commands and verdicts: everything but tables and addresses, which differ from run to run. */
const TOLD = /^(\d\d:\d\d Berlin {2}|\d+\. |\$ atlan-lifecycle |[✓✗] )/;

/**
 * What is the same in every run: the told lines, with times, ids and counts masked, and whoever it was that a crowd of leavers let through
 * or the limit stopped.
 */
export const skeletonOf = (page: string): readonly string[] =>
  page
    .split('\n')
    .filter((line) => TOLD.test(line))
    .map((line) =>
      line
        .replace(/^\d\d:\d\d Berlin/, 'hh:mm Berlin')
        .replaceAll(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b(hold|evt|ovr)_[\w-]+/g, '<id>')
        .replace(/, \d+ requests\b/, '')
        .replace(/^(hh:mm Berlin {2}).* → disabled ✓ read back$/, '$1<somebody> → disabled ✓ read back')
        .replaceAll(/\b\d+\b/g, 'N')
        .replaceAll(/\bgroups?\b/g, 'groups'),
    );
