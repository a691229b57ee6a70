import { type ClientSecret, isSameClient } from '../../../contracts/target-secret.ts';
import type { Retryable, Wait } from '../../../domain/outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Call } from '../../../ports/target/call.ts';

/** A bearer that a target gave for an OAuth client. */
export interface Issued {
  readonly kind: 'issued';
  readonly token: string;
  /** Epoch ms. */
  readonly endsAt: number;
}

/** Sends the request for one bearer. */
export type AskForBearer = (client: ClientSecret, call: Call) => Promise<Issued | Wait | Retryable>;

export interface IssuedBearers {
  /** The bearer in hand, or a new one when there is none that lasts. */
  get(client: ClientSecret, call: Call): Promise<Issued | Wait | Retryable>;
  /** Forgets a bearer that the target refused. */
  drop(token: string): void;
}

/** One that ends sooner is not begun with: it has to last for the request and its repetitions. */
const LEAST_LEFT_MS = 30_000;

interface Asking {
  readonly client: ClientSecret;
  readonly call: Call;
  readonly answer: Promise<Issued | Wait | Retryable>;
}

/** The bearers of one tenant, kept in memory only. Callers who need one at the same time share one request. */
export function issuedBearers(ask: AskForBearer, clock: Clock): IssuedBearers {
  let known: (Issued & { readonly client: ClientSecret }) | undefined;
  let asking: Asking | undefined;

  function askNow(client: ClientSecret, call: Call): Promise<Issued | Wait | Retryable> {
    const answer = ask(client, call).then((issued) => {
      if (issued.kind === 'issued') known = { ...issued, client };
      if (asking?.answer === answer) asking = undefined;
      return issued;
    });
    asking = { client, call, answer };
    return answer;
  }

  return {
    get: async (client, call) => {
      for (;;) {
        if (known && isSameClient(known.client, client) && known.endsAt - clock.now() > LEAST_LEFT_MS) return known;
        if (!asking || !mayShare(asking, client, call)) return askNow(client, call);
        const { deadline } = asking.call;
        const shared = await asking.answer;
        if (deadline === call.deadline || !lackedTime(shared)) return shared;
      }
    },
    drop: (token) => {
      if (known?.token === token) known = undefined;
    },
  };
}

/** What another caller was given, who had less time, is no answer to one who has more. */
const lackedTime = (outcome: Issued | Wait | Retryable): boolean =>
  outcome.kind === 'wait' && outcome.cause !== 'credentials' && outcome.cause !== 'forbidden';

/** Another caller's request is waited for only where it ends in time, and is sent as urgently, as one's own would. */
const mayShare = ({ client: asked, call: theirs }: Asking, client: ClientSecret, call: Call): boolean =>
  isSameClient(asked, client) && theirs.deadline <= call.deadline && (!call.insists || theirs.insists === true);
