import { describe, expect, it } from 'vitest';

import type { Concurrency, DocumentVersions, InstallationProbe } from '../../shared/ports/installation-probe.ts';

export interface InstalledState {
  readonly concurrency: Concurrency;
  readonly documents: readonly DocumentVersions[];
  readonly isLedgerProtected: boolean;
}

/** What every look at an installation owes `doctor`. */
export function describeInstallationProbe(name: string, open: (state: InstalledState) => InstallationProbe): void {
  const state = {
    concurrency: { account: 1_000, unreserved: 940 },
    documents: [
      { command: 'status', started: '3', newest: '3' },
      { command: 'mode', started: '2', newest: '3' },
    ],
    isLedgerProtected: true,
  };

  describe(`${name}, as a look at an installation`, () => {
    it('says how many functions may run at once', async () => {
      expect(await open(state).concurrency()).toEqual({ account: 1_000, unreserved: 940 });
    });

    it('says the versions of those documents that there are, and that are asked for', async () => {
      expect(await open(state).documents(['mode', 'pause', 'status'])).toEqual(
        expect.arrayContaining([...state.documents]),
      );
      expect(await open(state).documents(['mode', 'pause'])).toEqual([state.documents[1]]);
      expect(await open(state).documents(['pause'])).toEqual([]);
    });

    it.each([true, false])('says whether the ledger is protected: %s', async (isLedgerProtected) => {
      expect(await open({ ...state, isLedgerProtected }).isLedgerProtected()).toBe(isLedgerProtected);
    });
  });
}
