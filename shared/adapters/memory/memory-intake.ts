import type { Intake, IntakeState } from '../../ports/intake.ts';

/** An intake that turns at once. */
export function memoryIntake(): Intake {
  let state: IntakeState = 'running';
  return {
    state: async () => state,
    turn: async (to) => {
      state = to;
    },
  };
}
