import { done, type NotDone, type Outcome } from '../../domain/outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Call } from '../../ports/target/call.ts';
import type { ApiToken, Credential, MintedToken, NewApiToken, TokenMint } from '../../ports/target/token-mint.ts';

/** The API tokens of one target in memory. */
export interface MemoryTokens {
  mintFor(credential: Credential): TokenMint;
  /** A person makes a token. */
  make(token: Partial<NewApiToken> & { readonly createdBy: string }): MintedToken;
  works(secret: string): boolean;
  all(): readonly ApiToken[];
}

export function memoryTokens({ clock, random }: { readonly clock: Clock; readonly random: Random }): MemoryTokens {
  const tokens = new Map<string, MintedToken>();
  const create = (token: NewApiToken, createdBy: string, madeBy: ApiToken['madeBy']): MintedToken => {
    const [id, clientId, createdAt] = [random.uuid(), `apikey-${random.uuid()}`, clock.now()];
    const { displayName, description, validitySeconds: lifespanSeconds, personaQualifiedNames: personas } = token;
    const times = { createdAt, lifespanSeconds, expiresAt: createdAt + lifespanSeconds * 1_000 };
    const who = { id, clientId, username: `service-account-${clientId}`, createdBy, madeBy };
    const minted = { ...who, ...times, displayName, description, personas, secret: `secret-${id}` };
    tokens.set(id, minted);
    return minted;
  };
  const ownerOf = (secret: string) =>
    [...tokens.values()].find((token) => token.secret === secret && (token.expiresAt ?? 0) > clock.now());
  const shown = ({ secret: _secret, ...token }: MintedToken): ApiToken => token;
  const all = () => [...tokens.values()].map(shown);

  async function asked<T>(
    { token }: Credential,
    { deadline }: Call,
    answer: (own: MintedToken) => Outcome<T>,
  ): Promise<Outcome<T>> {
    if (deadline <= clock.now()) return waiting('deadline', 'no time was left');
    const own = ownerOf(token);
    return own ? answer(own) : waiting('credentials', 'the token is not accepted');
  }

  return {
    all,
    works: (secret) => ownerOf(secret) !== undefined,
    make: ({ createdBy, ...more }) => {
      const token = { displayName: 'svc', description: '', validitySeconds: 31_536_000, personaQualifiedNames: [] };
      return create({ ...token, ...more }, createdBy, 'person');
    },
    mintFor: (credential) => ({
      survey: (call) => asked(credential, call, (own) => done({ own: shown(own), all: all() })),
      mint: (token, call) => asked(credential, call, ({ username = '' }) => done(create(token, username, 'service'))),
      remove: (id, call) =>
        asked(credential, call, () => {
          tokens.delete(id);
          return done(undefined);
        }),
    }),
  };
}

const waiting = (cause: 'credentials' | 'deadline', because: string): NotDone => ({ kind: 'wait', cause, because });
