import type { Concurrency, DocumentVersions, InstallationProbe } from '../../ports/installation-probe.ts';

export interface MemoryInstallation {
  readonly concurrency?: Concurrency;
  /** The documents there are; none of any other command. */
  readonly documents?: readonly DocumentVersions[];
  readonly isLedgerProtected?: boolean;
}

/** An installation in an account like most, by default. */
export const memoryInstallation = ({
  concurrency = { account: 1_000, unreserved: 1_000 },
  documents = [{ command: 'status', started: '1', newest: '1' }],
  isLedgerProtected = true,
}: MemoryInstallation = {}): InstallationProbe => ({
  concurrency: async () => concurrency,
  documents: async (commands) => documents.filter(({ command }) => commands.includes(command)),
  isLedgerProtected: async () => isLedgerProtected,
});
