import { describe, expect, it } from 'vitest';

import type { Intake } from '../../shared/ports/intake.ts';

/** What every intake owes whoever switches it off. It is running when it is opened. */
export function describeIntake(name: string, open: () => Promise<Intake>): void {
  describe(`${name}, as an intake`, () => {
    it('says where it stands, and turns', async () => {
      const intake = await open();
      expect(await intake.state()).toBe('running');
      await intake.turn('paused');
      expect(await intake.state()).toBe('paused');
      await intake.turn('running');
      expect(await intake.state()).toBe('running');
    });

    it('stays where it is when it is turned there again', async () => {
      const intake = await open();
      for (let time = 0; time < 2; time++) await intake.turn('paused');
      expect(await intake.state()).toBe('paused');
    });
  });
}
