import type { ClientSecret } from '../../../contracts/target-secret.ts';
import type { Retryable, Wait } from '../../../domain/outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Call } from '../../../ports/target/call.ts';
import type { Credentials } from './credentials.ts';
import type { AskForBearer, Issued } from './issued-bearers.ts';
import type { Reply, TargetRequest } from './target-request.ts';

/** How a product gives bearers for an OAuth client. */
export interface ClientBearer {
  readonly request: (client: ClientSecret) => TargetRequest;
  /** The bearer in an answer and how long it lasts (ms); undefined for an answer of another form. */
  readonly read: (body: unknown) => { readonly token: string; readonly lifeMs: number } | undefined;
}

interface Asking {
  /** The target's name, for sentences. */
  readonly name: string;
  readonly clock: Clock;
  readonly send: (request: TargetRequest, call: Call, credentials: Credentials) => Promise<Reply>;
}

/**
 * Asks a target for bearers as its product wants it. A refused client waits for an operator, as a refused token does; a service that
 * fails is an outage.
 */
export const askForBearer =
  ({ request, read }: ClientBearer, { name, clock, send }: Asking): AskForBearer =>
  async (client, call): Promise<Issued | Wait | Retryable> => {
    const asked = request(client);
    const { operation } = asked;
    const reply = await send(asked, call, withoutBearer(client));
    switch (reply.kind) {
      case 'answered': {
        const given = read(reply.body);
        if (given) return { kind: 'issued', token: given.token, endsAt: clock.now() + given.lifeMs };
        return {
          kind: 'retryable',
          because: `${name} answered ${operation} in a format that this client does not know: no bearer in it`,
        };
      }
      case 'rejected': {
        const { status, error } = reply;
        const said = `${name} answered ${status}${error.code === undefined ? '' : ` (${error.code})`} to ${operation}`;
        if (status >= 500 || !error.fromService) return { kind: 'wait', cause: 'down', because: said };
        const because = `${said}: it does not accept the OAuth client in its secret; put a valid clientId and clientSecret there, or a token in their place, then the work continues by itself`;
        return { kind: 'wait', cause: 'credentials', because };
      }
      case 'lost':
        return { kind: 'wait', cause: 'down', because: `${name} gave no usable answer to ${operation} (${reply.why})` };
      case 'wait':
      case 'retryable':
        return reply;
    }
  };

const withoutBearer = (held: ClientSecret): Credentials => ({
  get: async () => ({ kind: 'bearer', held }),
  renew: async () => undefined,
});
