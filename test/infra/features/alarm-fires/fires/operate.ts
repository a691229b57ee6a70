import { disable, employed, type Fires } from '../situations.ts';

export const FIRES: Fires = {
  'protected-overruled': {
    operate: async (deployed) => void (await disable(await employed(deployed), { evenProtected: true })),
  },
  'switch-overruled': {
    operate: async (deployed) => void (await disable(await employed(deployed), { despiteSwitch: true })),
  },
};
