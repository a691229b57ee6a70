import type { Comparison } from './same-person.ts';

/** HR gives a worker an address that another one has, and no person has said whether they are one. */
export interface PersonDoubt extends Comparison {
  readonly kind: 'same-person';
  readonly workerKey: string;
  /** Key of the worker who has the address. */
  readonly other: string;
  /** Whether the other one goes on under another source key of the same connection. */
  readonly goesOnBeside: boolean;
  /** The newcomer begins by the day after the other one's last: access ends in between unless a person says who it is. */
  readonly isTransfer: boolean;
}

/** The question for the person who decides: names of attributes and keys of workers, no values. */
export function becauseOf({ workerKey, other, agrees, differs, goesOnBeside, isTransfer }: PersonDoubt): string {
  const beside = goesOnBeside ? ['the other worker still works under another id of the same HR system'] : [];
  const against = [...differs.map((name) => `${name} differs`), ...beside];
  return (
    `Are worker ${workerKey} and worker ${other} the same person? For it: they agree in ${agrees.join(', ') || 'nothing'}. ` +
    `Against it: ${against.join(', ') || 'nothing that HR says'}. ` +
    (isTransfer
      ? `Worker ${workerKey} starts when worker ${other} leaves: if no operator has decided by then, sign-in ends and the rest stays. `
      : '') +
    'Nothing is granted until an operator decides: approve to link them, reject to keep them apart'
  );
}
