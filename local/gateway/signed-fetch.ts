import { signRequest } from '../../shared/runtime/sign-request.ts';
import type { Key } from '../functions/lambda-environment.ts';
import { PLACE } from '../template/place.ts';
import { OPERATOR_KEY } from './callers.ts';

/** Posts JSON, signed with a key of this local cloud: its operator's unless it is told another. */
export async function signedFetch(url: string, body: string, credentials: Key = OPERATOR_KEY): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const signed = await signRequest({ url, headers, body, region: PLACE.region, credentials });
  return fetch(url, { method: 'POST', body, headers: signed });
}
