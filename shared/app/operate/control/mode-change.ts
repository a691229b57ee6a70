import type { Mode } from '../../../ports/ledger/flags.ts';
import type { Ledger } from '../../../ports/ledger/ledger.ts';

/** Who set a target's mode last, why, and how far making every worker due has come. */
export interface ModeChange {
  readonly schema: 1;
  readonly mode: Mode;
  readonly actor: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
  /** Where to go on; absent once every worker was made due. */
  readonly cursor?: string;
}

const nameOf = (target: string): string => `mode-changed:${target}`;

export async function loadModeChange(
  target: string,
  { checkpoints }: Pick<Ledger, 'checkpoints'>,
): Promise<{ readonly change?: ModeChange; readonly version: number }> {
  const stored = await checkpoints.load(nameOf(target));
  const change: unknown = stored && JSON.parse(stored.value);
  return { version: stored?.version ?? 0, ...(isModeChange(change) && { change }) };
}

/** Answers whether it was written; another operator may set the mode at the same time. */
export const saveModeChange = async (
  target: string,
  { change, version }: { readonly change: ModeChange; readonly version: number },
  { checkpoints }: Pick<Ledger, 'checkpoints'>,
): Promise<boolean> => (await checkpoints.save(nameOf(target), JSON.stringify(change), version)) === 'saved';

/** Written by this system alone, so that the version of its shape says enough. */
const isModeChange = (value: unknown): value is ModeChange =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === 1;
