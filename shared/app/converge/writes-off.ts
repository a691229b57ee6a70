import type { Flags, Pause } from '../../ports/ledger/flags.ts';

/** What keeps a target from being written at all: the switch for everything, or its own. */
export async function writesOff(target: string, flags: Flags): Promise<Pause | undefined> {
  const pauses = await flags.pauses();
  return pauses.find(({ what }) => what === 'writes' || what === `target ${target}`);
}
