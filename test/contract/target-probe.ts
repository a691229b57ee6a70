import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Call } from '../../shared/ports/target/call.ts';
import type { TargetProbe } from '../../shared/ports/target/target-probe.ts';

/** A tenant of five accounts, two of them made by SCIM, whose identity provider `okta` fills the group `everyone`. */
export interface ProbeUnderTest extends AsyncDisposable {
  readonly probe: TargetProbe;
  readonly call: Call;
  /** Everything the tenant holds, in a form that can be compared. */
  state(): Promise<unknown>;
}

/** The value of an outcome that must be done. */
function doneValue<T>(outcome: Outcome<T>): T {
  expect(outcome).toMatchObject({ kind: 'done' });
  return (outcome as { value: T }).value;
}

/** What every probe owes whoever examines a target. */
export function describeProbe(name: string, start: () => Promise<ProbeUnderTest>): void {
  describe(`${name} as a probe`, () => {
    it('knows whose credential it is and until when it lasts, or why that is not known', async () => {
      await using far = await start();
      const { id, kind, expiry } = doneValue(await far.probe.credential(far.call));
      expect(id).toBeTruthy();
      expect(kind).toBe('service-account');
      if (expiry.kind === 'unknown') expect(expiry.because).toBeTruthy();
    });

    it('lists roles with their ids', async () => {
      await using far = await start();
      const roles = doneValue(await far.probe.roles(far.call));
      expect(roles.map((role) => role.name)).toEqual(expect.arrayContaining(['$admin', '$member', '$guest']));
      expect(new Set(roles.map(({ id }) => id)).size).toBe(roles.length);
    });

    it('counts accounts, and those that SCIM made', async () => {
      await using far = await start();
      expect(doneValue(await far.probe.tenant(far.call))).toMatchObject({ accounts: 5, byScim: 2 });
    });

    it('tells which groups the identity provider fills, by their internal names', async () => {
      await using far = await start();
      expect(doneValue(await far.probe.mappedGroups('okta', far.call))).toEqual(['everyone']);
      expect(await far.probe.mappedGroups('elsewhere', far.call)).toMatchObject({
        kind: 'refused',
        reason: 'not-found',
      });
    });

    it('changes nothing', async () => {
      await using far = await start();
      const before = await far.state();
      await far.probe.credential(far.call);
      await far.probe.roles(far.call);
      await far.probe.tenant(far.call);
      await far.probe.mappedGroups('okta', far.call);
      expect(await far.state()).toEqual(before);
    });

    it('names no person', async () => {
      await using far = await start();
      const answers = [await far.probe.credential(far.call), await far.probe.tenant(far.call)];
      expect(JSON.stringify(answers)).not.toMatch(/@|p\d/);
    });

    it('asks nothing when no time is left', async () => {
      await using far = await start();
      const late: Call = { deadline: 0 };
      const waits = { kind: 'wait', cause: 'deadline' };
      expect(await far.probe.credential(late)).toMatchObject(waits);
      expect(await far.probe.roles(late)).toMatchObject(waits);
      expect(await far.probe.tenant(late)).toMatchObject(waits);
      expect(await far.probe.mappedGroups('okta', late)).toMatchObject(waits);
    });
  });
}
