import { signRequest } from '../../shared/runtime/sign-request.ts';
import type { Place } from './place.ts';
import type { Outgoing } from './post.ts';

/** The same request, signed for API Gateway with the caller's credentials. */
export async function signed({ url, headers, body }: Outgoing, place: Place): Promise<Outgoing> {
  const credentials = await place.credentials();
  return { url, headers: await signRequest({ url, headers, body, region: place.region(), credentials }), body };
}
