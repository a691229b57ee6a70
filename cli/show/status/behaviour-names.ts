/** What each number of the field `settled` is about. docs/atlan-client.md says why it matters. */
const BEHAVIOURS: Readonly<Record<number, string>> = {
  1: 'page sizes of lists',
  2: 'disabling an account',
  3: 'disabling an invited account',
  5: 'values of the status field',
  6: 'reading one account by its id',
  7: 'refused invitations',
  11: 'headers of a 429',
  13: 'delay until an invitation shows',
  14: 'case of e-mail addresses in filters',
};

export const behaviourName = (number: number): string => BEHAVIOURS[number] ?? `number ${number}`;
