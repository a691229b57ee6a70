import type { Account } from '../account/account.ts';
import { nameKey } from '../identity/name-key.ts';

/** What the ledger knows of a worker when the accounts of one target are compared with the company for the first time. */
export interface KnownPerson {
  readonly key: string;
  /** They work here now, as far as HR says. */
  readonly isHere: boolean;
  /** In the form of `normaliseEmail`; absent where HR has not sent one. */
  readonly workEmail?: string;
  /** Every work e-mail that HR ever stated of them. */
  readonly addresses: readonly string[];
  /** Their names, as `nameKey` gives them. */
  readonly names: readonly string[];
  /** Ids of the accounts that are theirs and ours to write. */
  readonly managed: readonly string[];
  /** Id of the account that their last plan takes over. */
  readonly adopts?: string;
  /** How they stand on the target: a sentence. */
  readonly because: string;
}

/**
 * `managed`: ours to write, or taken over by exactly the worker's address. `unmanaged`: a worker has the address and the account is not
 * taken over. `orphan`: no worker has it. `protected`: never written. `conflict`: it is not certain whose it is.
 */
type AccountClass = 'managed' | 'unmanaged' | 'orphan' | 'protected' | 'conflict';

export interface ClassifiedAccount {
  readonly account: Account;
  readonly state: AccountClass;
  /** Whose it is, or may be; of several the first one in the order of their keys. */
  readonly workerKey?: string;
  /** Of an orphan: the worker whose name it has, one who has left before all others. */
  readonly namesake?: string;
  /** It is not ours yet. */
  readonly isNew?: true;
  /** A sentence for a person. */
  readonly because: string;
}

type IsProtected = (account: Pick<Account, 'id' | 'email' | 'username'>) => boolean;

/** Says of every account of a target whose it is, in the order of their ids. Pure. */
export function classifyAccounts(
  accounts: readonly Account[],
  people: readonly KnownPerson[],
  isProtected: IsProtected,
): readonly ClassifiedAccount[] {
  const inOrder = people.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const whose = {
    owners: by(inOrder, ({ managed }) => managed),
    byEmail: by(inOrder, ({ workEmail }) => (workEmail === undefined ? [] : [workEmail])),
    byAddress: by(inOrder, ({ addresses }) => addresses),
    byName: by(
      inOrder.toSorted((a, b) => Number(a.isHere) - Number(b.isHere)),
      ({ names }) => names,
    ),
    twins: by(accounts, ({ email }) => (email === undefined ? [] : [email])),
  };
  return accounts
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((account) => ({ account, ...classOf(account, whose, isProtected) }));
}

interface Whose {
  readonly owners: Index<KnownPerson>;
  readonly byEmail: Index<KnownPerson>;
  readonly byAddress: Index<KnownPerson>;
  readonly byName: Index<KnownPerson>;
  /** Accounts by e-mail. */
  readonly twins: Index<Account>;
}

type Index<One> = (key: string | undefined) => readonly One[];

function by<One>(all: readonly One[], keysOf: (one: One) => readonly string[]): Index<One> {
  const index = new Map<string, One[]>();
  for (const one of all) for (const key of new Set(keysOf(one))) index.set(key, [...(index.get(key) ?? []), one]);
  return (key) => (key === undefined ? [] : (index.get(key) ?? []));
}

function classOf(account: Account, whose: Whose, isProtected: IsProtected): Omit<ClassifiedAccount, 'account'> {
  const owners = whose.owners(account.id);
  const present = whose.byEmail(account.email);
  const [person] = [...owners, ...present, ...whose.byAddress(account.email)];
  const of = person ? { workerKey: person.key } : {};
  if (isProtected(account))
    return { state: 'protected', ...of, because: 'The configuration protects it: it is never written' };
  if (owners.length > 1)
    return { state: 'conflict', ...of, because: 'Several workers have it: find out by hand whose it is' };
  if (owners.length === 1) return { state: 'managed', ...of, because: 'It is managed' };
  if (present.length > 1)
    return { state: 'conflict', ...of, because: 'HR states its address for several workers: have HR correct it' };
  if (present.length === 1 && whose.twins(account.email).length > 1)
    return {
      state: 'conflict',
      ...of,
      because: 'Several accounts have this address: find out by hand which one is the worker’s',
    };
  const [holder] = present;
  if (holder?.adopts === account.id)
    return { state: 'managed', ...of, isNew: true, because: 'It has exactly the worker’s address' };
  if (holder) return { state: 'unmanaged', ...of, because: holder.because };
  if (person) return { state: 'unmanaged', ...of, because: 'It has an earlier address of the worker' };
  const because = account.email === undefined ? 'The target does not show its address' : 'No worker has its address';
  const [namesake] = whose.byName(nameKey(`${account.firstName ?? ''} ${account.lastName ?? ''}`));
  if (!namesake) return { state: 'orphan', because };
  const who = namesake.isHere ? '' : ', who does not work here';
  return {
    state: 'orphan',
    namesake: namesake.key,
    because: `${because}; it has the name of worker ${namesake.key}${who}`,
  };
}
