import { pathOf } from '../../shared/contracts/operate/path-of.ts';
import { jsonOrUndefined } from '../connect/json-or-undefined.ts';
import type { Place } from '../connect/place.ts';
import { post } from '../connect/post.ts';
import { refusalOf } from '../connect/refusal-of-reply.ts';
import { signed } from '../connect/signed.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Call } from './treatment.ts';

/** One command of the control plane. Its words are joined by hyphens in its address. */
export function operateCall(name: string, place: Place, surroundings: Surroundings): Call {
  const url = `${place.api}/operate/${pathOf(name)}`;
  return async (input) => {
    const request = { url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
    const reply = await post(await signed(request, place), surroundings);
    if (reply.status !== 200) throw refusalOf(reply, url);
    return jsonOrUndefined(reply.text);
  };
}
