import type { RecordedEvent } from '../../../domain/event/recorded-event.ts';

/** Every event a worker ever had, one item each. Writing one again changes nothing. */
export interface History {
  append(workerKey: string, recorded: RecordedEvent): Promise<void>;
  get(workerKey: string, eventId: string): Promise<RecordedEvent | undefined>;
  list(workerKey: string): Promise<readonly RecordedEvent[]>;
  /** Deletes all of it. */
  erase(workerKey: string): Promise<void>;
}
