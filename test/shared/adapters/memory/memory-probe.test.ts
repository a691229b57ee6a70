import { memoryProbe } from '../../../../shared/adapters/memory/memory-probe.ts';
import { describeProbe } from '../../../contract/target-probe.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

describeProbe('the in-memory probe', async () => {
  const clock = virtualClock();
  return {
    probe: memoryProbe({
      name: 'memory',
      clock,
      accounts: () => ({ accounts: 5, byScim: 2 }),
      identityProvider: { alias: 'okta', groups: ['everyone'] },
    }),
    call: { deadline: clock.now() + 60_000 },
    state: async () => undefined,
    [Symbol.asyncDispose]: async () => {},
  };
});
