import type { Finding, Walk } from '../../../../contracts/operate/status/doctor.ts';
import { ok, warn, wrong } from '../finding.ts';

/** What the run of a canary says about future leavers. */
export function canaryFindings({ mayDisable, left, steps }: Walk): readonly Finding[] {
  const enabled = steps.find(({ step }) => step === 'enable');
  if (enabled && enabled.result !== 'verified') return [notEnabled(enabled.because), ...leaving(left)];
  const because = steps.find(({ step }) => step === 'disable')?.because ?? steps[0]?.because ?? 'Nothing was tried';
  return [verdict(mayDisable, because), ...leaving(left)];
}

const notEnabled = (because: string): Finding =>
  warn(
    'The canary was disabled before, and could not be enabled',
    because,
    'Try again with an address that has no account',
  );

function verdict(mayDisable: Walk['mayDisable'], because: string): Finding {
  switch (mayDisable) {
    case 'yes':
      return ok('This credential may disable accounts', 'The canary was disabled, and read back as disabled');
    case 'no':
      return wrong(
        'This credential may not disable accounts',
        because,
        'Leavers lose their role and groups, and a person must end their access. Use a credential that may disable accounts, or let SCIM or the identity provider end access',
      );
    case 'unknown':
      return warn(
        'It is not known whether this credential may disable accounts',
        because,
        'Accept the canary’s invitation, then try again with the same address',
      );
  }
}

const leaving = (left: Walk['left']): readonly Finding[] =>
  left === 'unclear'
    ? [
        wrong(
          'The canary was not cleaned up',
          'It may still sign in, or have a role or groups',
          'Disable it in the target by hand',
        ),
      ]
    : [];
