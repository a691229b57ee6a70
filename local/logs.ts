/** One line that a function wrote. */
interface LogLine {
  readonly seq: number;
  /** Epoch ms of the local cloud's time. */
  readonly at: number;
  readonly function: string;
  readonly line: string;
}

export interface Logs {
  readonly write: (functionName: string, line: string) => void;
  /** Lines after `seq`, of one function or of all. */
  readonly since: (seq: number, functionName?: string) => readonly LogLine[];
}

const KEPT = 20_000;

/** What the functions wrote, kept in memory: the newest 20,000 lines. */
export function createLogs(now: () => number): Logs {
  const lines: LogLine[] = [];
  let seq = 0;
  return {
    write: (functionName, line) => {
      lines.push({ seq: ++seq, at: now(), function: functionName, line });
      if (lines.length > KEPT) lines.splice(0, lines.length - KEPT);
    },
    since: (after, functionName) =>
      lines.filter((line) => line.seq > after && (functionName === undefined || line.function === functionName)),
  };
}
