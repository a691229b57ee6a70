import { describe, expect, it } from 'vitest';

import type { Account } from '../../../../shared/domain/account/account.ts';
import { classifyAccounts, type KnownPerson } from '../../../../shared/domain/baseline/classify-accounts.ts';
import { nameKey } from '../../../../shared/domain/identity/name-key.ts';

const person = (key: string, more: Partial<KnownPerson> = {}): KnownPerson => {
  const workEmail = `${key}@example.com`;
  return {
    key,
    isHere: true,
    workEmail,
    addresses: [workEmail],
    names: [],
    managed: [],
    because: `how ${key} stands`,
    ...more,
  };
};
const account = (id: string, email?: string): Account => ({ id, ...(email !== undefined && { email }) });
const none = () => false;
const classOf = (accounts: readonly Account[], people: readonly KnownPerson[], isProtected: () => boolean = none) =>
  classifyAccounts(accounts, people, isProtected).map(({ account: { id }, state, workerKey, isNew }) =>
    [id, state, workerKey, isNew && 'new'].filter(Boolean).join(' '),
  );

describe('an account of a tenant that is met for the first time', () => {
  it('is managed where it is ours, and where the worker’s plan takes over exactly this one', () => {
    const people = [person('ada', { adopts: 'a1' }), person('bo', { managed: ['a2'] })];
    expect(classOf([account('a2', 'old@example.com'), account('a1', 'ada@example.com')], people)).toEqual([
      'a1 managed ada new',
      'a2 managed bo',
    ]);
  });

  it('is unmanaged, with how the worker stands, where the plan does not take it over', () => {
    const [one] = classifyAccounts([account('a1', 'ada@example.com')], [person('ada')], none);
    expect(one).toMatchObject({ state: 'unmanaged', workerKey: 'ada', because: 'how ada stands' });
  });

  it('is unmanaged where it has an earlier address of a worker', () => {
    const ada = person('ada', { addresses: ['ada.born@example.com', 'ada@example.com'], adopts: 'a1' });
    expect(classOf([account('a1', 'ada.born@example.com')], [ada])).toEqual(['a1 unmanaged ada']);
  });

  it('is an orphan where no worker has its address, and where it shows none', () => {
    expect(classOf([account('a1', 'zoe@example.com'), account('a2')], [person('ada')])).toEqual([
      'a1 orphan',
      'a2 orphan',
    ]);
  });

  it('is an orphan that names the worker whose name it has, one who has left before all others', () => {
    const named = { firstName: 'Ádá', lastName: 'BYRON' };
    const names = ['Byron, Ada'].flatMap((name) => nameKey(name) ?? []);
    const [here, gone] = [person('ada', { names }), person('bo', { names, isHere: false })];
    const [one, other] = [[here, gone], [here]].map((people) =>
      classifyAccounts([{ ...account('a1', 'ada@private.example'), ...named }], people, none),
    );
    expect(one).toMatchObject([{ state: 'orphan', namesake: 'bo', because: expect.stringContaining('does not work') }]);
    expect(other).toMatchObject([{ state: 'orphan', namesake: 'ada', because: expect.stringContaining('worker ada') }]);
    expect(classifyAccounts([{ ...account('a1'), firstName: 'Byron' }], [here], none)[0]).not.toHaveProperty(
      'namesake',
    );
  });

  it('is protected, whose address it has does not matter', () => {
    expect(classOf([account('a1', 'ada@example.com')], [person('ada', { adopts: 'a1' })], () => true)).toEqual([
      'a1 protected ada',
    ]);
  });

  it('is a conflict where several workers have the address, or have it', () => {
    const twice = [person('ada', { adopts: 'a1' }), person('ada2', { workEmail: 'ada@example.com' })];
    expect(classOf([account('a1', 'ada@example.com')], twice)).toEqual(['a1 conflict ada']);
    const both = [person('ada', { managed: ['a1'] }), person('bo', { managed: ['a1'] })];
    expect(classOf([account('a1')], both)).toEqual(['a1 conflict ada']);
  });

  it('is a conflict where several accounts have the address', () => {
    const accounts = [account('a1', 'ada@example.com'), account('a2', 'ada@example.com')];
    expect(classOf(accounts, [person('ada', { adopts: 'a1' })])).toEqual(['a1 conflict ada', 'a2 conflict ada']);
  });
});
