import type { Finding } from '../../../contracts/operate/status/doctor.ts';
import type { Credential } from '../../../ports/target/target-probe.ts';
import { iso } from '../iso.ts';
import { ok, warn, wrong } from './finding.ts';

const DAY_MS = 24 * 60 * 60_000;
const SOON_MS = 30 * DAY_MS;
const NOW_MS = 3 * DAY_MS;
const ROTATE = 'Make a new API token in the target and put it into its secret';

/** Whose credential it is, and how long it lasts. `now` in epoch ms. */
export const credentialFindings = ({ kind, expiry }: Credential, now: number): readonly Finding[] => [
  OWNERS[kind],
  expiryFinding(expiry, now),
];

const OWNERS: Readonly<Record<Credential['kind'], Finding>> = {
  'service-account': ok(
    'The token works and belongs to a service account',
    'It keeps working after the user who made it is disabled, but not after that user is removed',
  ),
  'oauth-client': ok(
    'The OAuth client works',
    'Its bearers last minutes, and this system asks for the next one by itself',
  ),
  person: warn(
    'The token works and belongs to a person',
    'It expires with that person’s session, and the target records our changes under that person’s name',
    ROTATE,
  ),
};

function expiryFinding(expiry: Credential['expiry'], now: number): Finding {
  if (expiry.kind === 'never')
    return ok('Nothing has to be rotated', 'An OAuth client works until it is deleted in the target');
  if (expiry.kind === 'unknown')
    return warn(
      'It is not known when the token expires',
      expiry.because,
      'Look it up in the target, and plan its rotation',
    );
  const left = expiry.at - now;
  const because = `It expires at ${iso(expiry.at)}`;
  if (left <= NOW_MS) return wrong('The token expires within three days', because, ROTATE);
  return left <= SOON_MS
    ? warn('The token expires within 30 days', because, ROTATE)
    : ok('The token does not expire soon', because);
}
