import { memoryObserve } from '../../../../shared/adapters/memory/memory-observe.ts';
import { memorySecretVersions } from '../../../../shared/adapters/memory/memory-secret-versions.ts';
import { memoryTokens } from '../../../../shared/adapters/memory/memory-tokens.ts';
import type { RotateDeps } from '../../../../shared/app/rotate/deps.ts';
import { rotate, type Step } from '../../../../shared/app/rotate/rotate.ts';
import { targetSecret } from '../../../../shared/contracts/target-secret.ts';
import type { TokenMint } from '../../../../shared/ports/target/token-mint.ts';
import { fixedRandom } from '../../../support/fixed-random.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';

export const STEPS: readonly Step[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
export const DAY_MS = 86_400_000;
export const versionOf = (n: number): string => `0000000${n}-0000-4000-8000-00000000000${n}`;

type Wrap = (deps: RotateDeps) => RotateDeps;

/** A target with a token that a person made, in a secret that only says where and what it is. */
export function rotating({ filled = true }: { readonly filled?: boolean } = {}) {
  const clock = virtualClock();
  const tokens = memoryTokens({ clock, random: fixedRandom() });
  const versions = memorySecretVersions('targets/atlan-prod');
  const observe = memoryObserve();
  const first = tokens.make({ createdBy: 'dana', displayName: 'lifecycle', personaQualifiedNames: ['default/one'] });
  const put = (token: string) => versions.put(JSON.stringify({ baseUrl: 'https://atlan.example.com', token }));
  if (filled) put(first.secret);
  const deps: RotateDeps = {
    versions,
    mintFor: (_target, credential) => tokens.mintFor(credential),
    secretPrefix: 'targets/',
    clock,
    observe,
  };
  const step = async (version: string, name: Step, wrap: Wrap = (same) => same) =>
    rotate({ secretId: 'arn', version, step: name }, wrap(deps), { deadline: clock.now() + 590_000 });
  const staged = async (stage: string) => {
    const { stages } = await versions.describe('arn');
    const [version] = [...stages].find(([, names]) => names.includes(stage)) ?? [];
    const text = version === undefined ? undefined : await versions.read('arn', version);
    const held = text === undefined ? undefined : targetSecret(text);
    if (held && held.token === undefined) throw new Error('it holds no token');
    return held;
  };
  return {
    clock,
    tokens,
    versions,
    observe,
    first,
    put,
    deps,
    step,
    staged,
    begin: (version: string) => versions.begin(version),
    /** All four steps, a month after whatever was before. */
    rotate: async (version: string, wrap?: Wrap) => {
      clock.advance(30 * DAY_MS);
      versions.begin(version);
      for (const name of STEPS) await step(version, name, wrap);
    },
    names: () => tokens.all().map(({ displayName }) => displayName),
  };
}

export type Rotating = ReturnType<typeof rotating>;

/** Every mint with some of its methods replaced. */
export const withMint =
  (change: (mint: TokenMint, token: string) => Partial<TokenMint>) =>
  (deps: RotateDeps): RotateDeps => ({
    ...deps,
    mintFor: (target, credential) => {
      const mint = deps.mintFor(target, credential);
      return { ...mint, ...change(mint, credential.token) };
    },
  });
