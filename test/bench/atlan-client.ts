import { startAtlanSimulator } from '../../local/simulators/atlan/server.ts';
import { atlanTarget } from '../../shared/adapters/targets/atlan/atlan-target.ts';
import { systemClock, systemRandom } from '../../shared/runtime/system.ts';
import { type Figure, timed } from './measure.ts';

/** A client on a simulator without a limit, and the number of requests it has sent. */
async function start(seedUsers: number) {
  const atlan = await startAtlanSimulator({ seedUsers, options: { requestsPerMinute: null } });
  let requests = 0;
  const secret = async () => ({ baseUrl: atlan.url, token: atlan.token });
  const target = atlanTarget({
    name: 'bench',
    clock: systemClock,
    random: systemRandom,
    secret: { get: secret, refresh: secret },
  });
  const call = { deadline: systemClock.now() + 600_000, onRequest: () => void requests++ };
  return { target, call, requests: () => requests, [Symbol.asyncDispose]: () => atlan.stop() };
}

type Bench = Awaited<ReturnType<typeof start>>;

async function listAll({ target, call }: Bench): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await target.listAccounts(cursor, call);
    if (page.kind !== 'done') throw new Error(page.because);
    count += page.value.accounts.length;
    cursor = page.value.next;
  } while (cursor !== undefined);
  return count;
}

const people = Array.from({ length: 10 }, (_, index) => ({ email: `joiner${index}@example.com`, role: '$member' }));

/** Requests and time of the Atlan client. Naive: pages of 20, as the SDKs ask for, and one person at a time. */
export async function atlanClientFigures(): Promise<readonly Figure[]> {
  await using large = await start(10_000);
  const sweep = await timed(() => listAll(large));

  await using together = await start(100);
  await together.target.invite(people, together.call);
  await using alone = await start(100);
  for (const person of people) await alone.target.invite([person], alone.call);

  await using looks = await start(1_000);
  const emails = people.map(({ email }) => email);
  await looks.target.findByEmails(emails, looks.call);
  const oneByOne = looks.requests();
  for (const email of emails) await looks.target.findByEmails([email], looks.call);

  return [
    {
      what: 'full listing of 10,000 users',
      unit: 'requests',
      ours: large.requests(),
      floor: 100,
      naive: 10_000 / 20 + 1,
    },
    { what: 'full listing of 10,000 users, simulator included', unit: 'ms', ours: sweep.ms },
    {
      what: 'inviting 10 people, seen afterwards, roles looked up',
      unit: 'requests',
      ours: together.requests(),
      floor: 2,
      naive: alone.requests(),
    },
    {
      what: 'looking for 10 people by e-mail',
      unit: 'requests',
      ours: oneByOne,
      floor: 1,
      naive: looks.requests() - oneByOne,
    },
  ];
}
