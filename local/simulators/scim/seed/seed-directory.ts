import type { Random } from '../../kit/random.ts';
import type { Directory } from '../tenant/directory.ts';

type Names = readonly [string, ...string[]];

/** Invented people; any likeness is chance. */
const FIRST: Names = [
  'Aroha',
  'Bengt',
  'Chloé',
  'Dana',
  'Elif',
  'Goran',
  'Hana',
  'Ines',
  'Jakub',
  'Kwame',
  'Linh',
  'Mei',
  'Noor',
  'Priya',
  'Saoirse',
  'Žofia',
];
const LAST: Names = [
  'Abara',
  'Bauer',
  'Castillo',
  'Dvořák',
  'Farouk',
  'Haddad',
  'Ivanova',
  'Keller',
  'Laine',
  'Moreau',
  'Nguyen',
  'Okafor',
  'Park',
  'Rossi',
  'Silva',
  'Tanaka',
];
const YEAR_MS = 31_536_000_000;

/** Fills an empty directory: one in twelve is not active, one in three is in each of two groups. */
export function seedDirectory(directory: Directory, random: Random, users: number, now: number): void {
  if (users === 0) return;
  const members = new Map([
    ['Engineering', [] as string[]],
    ['Analysts', [] as string[]],
  ]);
  for (let index = 0; index < users; index += 1) {
    const [first, last] = [random.pick(FIRST), random.pick(LAST)];
    const id = random.guid();
    const address = `${plain(first)}.${plain(last)}${index}@example.com`;
    const created = now - 1 - random.integer(YEAR_MS);
    const attributes = {
      userName: address,
      name: { givenName: first, familyName: last, formatted: `${first} ${last}` },
      displayName: `${first} ${last}`,
      active: random.next() >= 1 / 12,
      emails: [{ value: address, type: 'work', primary: true }],
    };
    directory.users.put({ id, created, lastModified: created, version: 1, attributes, signIns: [] }, now);
    for (const group of members.values()) if (random.next() < 1 / 3) group.push(id);
  }
  for (const [displayName, memberIds] of members) {
    const group = { id: random.guid(), created: now - YEAR_MS, lastModified: now - 1, version: 1, memberIds };
    directory.groups.put({ ...group, attributes: { displayName } }, now);
  }
}

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
