/** What the exit code of the command says. docs/cli.md lists them for scripts. */
export const EXIT = {
  done: 0,
  trouble: 1,
  usage: 2,
  notFound: 3,
  conflict: 4,
  notAllowed: 5,
  unreachable: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_EXPLAINED = `Exit codes:
  0  done; after status: all is well
  1  the command ran, and its answer reports trouble: status knows of one, an event was not accepted, disable
     did not end everything, dlq redrive stopped, quarantine replay left something behind, doctor found
     something wrong, receipts verify found a fault, one of many holds could not be decided,
     baseline apply or import left something behind,
     policy test found someone who would be locked out, report roster found a difference
  2  wrong usage, or input that is not valid
  3  not found: what was named does not exist
  4  conflict: another operator or process was first, you may not decide this, or other holds are open than
     --expect says
  5  not allowed, or no credentials
  6  not reached, no answer in time, or a server error: try again`;
