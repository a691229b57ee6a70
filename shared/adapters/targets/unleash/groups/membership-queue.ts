import type { Outcome } from '../../../../domain/outcome.ts';
import type { Call } from '../../../../ports/target/call.ts';

/** One user to be in a group, or not to be in it. */
export interface Change {
  readonly userId: number;
  readonly isMember: boolean;
}

/** A change that waits for its group. */
export interface Waiting extends Change {
  readonly call: Call;
  settle(outcome: Outcome<void>): void;
}

/** The changes that wait for one group. */
export interface Queue {
  /** The call in whose name the next block is begun; undefined when no change waits. */
  nextCall(): Call | undefined;
  /** What can be done together, in order: nothing that contradicts a change before it. */
  take(): readonly Waiting[];
}

/** Reads and writes one group, once for all that it takes from the queue. It must settle all that it takes. */
export type Block = (groupId: string, queue: Queue, call: Call) => Promise<void>;

/**
 * Puts all changes that wait for one group together, one block at a time for each group. A block takes them when it is ready to write, so that
 * those who come while it reads go with it. What a block throws is thrown to all who wait.
 */
export function membershipQueues(block: Block) {
  const lines = new Map<string, Line>();
  async function drain(groupId: string, line: Line): Promise<void> {
    try {
      for (let call = line.nextCall(); call; call = line.nextCall()) await block(groupId, line, call);
    } catch (error) {
      line.fail(error);
    } finally {
      lines.delete(groupId);
    }
  }
  return (groupId: string, change: Change, call: Call): Promise<Outcome<void>> => {
    const running = lines.get(groupId);
    const line = running ?? newLine();
    const settled = line.add(change, call);
    if (!running) {
      lines.set(groupId, line);
      void drain(groupId, line);
    }
    return settled;
  };
}

interface Line extends Queue {
  add(change: Change, call: Call): Promise<Outcome<void>>;
  /** Ends everything that is not settled. */
  fail(error: unknown): void;
}

function newLine(): Line {
  const open = new Set<(error: unknown) => void>();
  const waiting: Waiting[] = [];
  return {
    nextCall: () => waiting[0]?.call,
    add: (change, call) =>
      new Promise((resolve, reject) => {
        open.add(reject);
        const settle = (outcome: Outcome<void>) => {
          open.delete(reject);
          resolve(outcome);
        };
        waiting.push({ ...change, call, settle });
      }),
    take: () => {
      const wanted = new Map<number, boolean>();
      const end = waiting.findIndex(({ userId, isMember }) => {
        const before = wanted.get(userId);
        wanted.set(userId, before ?? isMember);
        return before !== undefined && before !== isMember;
      });
      return waiting.splice(0, end < 0 ? waiting.length : end);
    },
    fail: (error) => {
      waiting.length = 0;
      for (const reject of open) reject(error);
      open.clear();
    },
  };
}
