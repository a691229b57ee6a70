/** The answers to `config init` about a company. */
export interface NewCompany {
  readonly target: string;
  readonly domains: readonly string[];
  readonly connection: string;
  readonly hr: HrKind;
  readonly timeZone: string;
  readonly groups: readonly { readonly group: string; readonly department: string }[];
  /** Groups that the tenant does not have may be made. */
  readonly createsGroups: boolean;
  readonly protectedEmails: readonly string[];
}

export const HR_KINDS = ['standard-webhooks', 'bamboohr', 'canonical'] as const;
export type HrKind = (typeof HR_KINDS)[number];

export interface WrittenAs {
  /** How the file imports `defineConfig`. */
  readonly importFrom: string;
  /** A civil date, for the examples. */
  readonly today: string;
}

/** The text of a configuration file: all workers read, and each group goes to one department; with an example for each rule. */
export function configText(company: NewCompany, { importFrom, today }: WrittenAs): string {
  const { target, domains, connection, hr, timeZone, groups, createsGroups, protectedEmails } = company;
  const [domain = ''] = domains;
  const ruleNames = namesOf(groups.map(({ group }) => group));
  const rules = groups.map(
    ({ group, department }, index) => `    {
      name: ${quoted(ruleNames[index] ?? '')},
      target: ${quoted(target)},
      when: { attribute: 'department', equals: ${quoted(department)} },
      role: '$member',
      groups: [${quoted(group)}],
    },`,
  );
  const departments = [...new Set(groups.map(({ department }) => department))];
  const examples = departments.map((department) => {
    const theirs = groups.filter((one) => one.department === department).map(({ group }) => quoted(group));
    return example({
      name: `a worker in ${department}`,
      worker: `{ workEmail: ${quoted(`worker@${domain}`)}, department: ${quoted(department)} }`,
      expect: `{ role: '$member', groups: [${theirs.join(', ')}] }`,
    });
  });
  function example({ name, worker, expect }: Readonly<Record<'name' | 'worker' | 'expect', string>>): string {
    return `    {
      name: ${quoted(name)},
      worker: ${worker},
      today: ${quoted(today)},
      expect: { ${quoted(target)}: ${expect} },
    },`;
  }
  return `import { defineConfig } from ${quoted(importFrom)};

/** Who reports workers, which tenants they get access to, and by which rules. What every field means: docs/policy.md. */
export default defineConfig({
  connections: { ${quoted(connection)}: { kind: ${quoted(hr)}, defaultTimeZone: ${quoted(timeZone)} } },

  targets: {
    ${quoted(target)}: {
      provider: 'atlan',
      // no other address is ever invited
      allowedEmailDomains: [${domains.map(quoted).join(', ')}],
      maxRole: '$member',
      // with create: true, a group that the tenant does not have is made
      groups: { ${groups.map(({ group }) => `${quoted(group)}: ${createsGroups ? '{ create: true }' : '{}'}`).join(', ')} },
      // break-glass, service and shared accounts, which are never touched
      protected: { emails: [${protectedEmails.map(quoted).join(', ')}] },
    },
  },

  // Rules only add. Their order means nothing; the highest role counts, up to the target's maxRole.
  rules: [
    { name: 'all-workers', target: ${quoted(target)}, when: { always: true }, role: '$guest' },
${rules.join('\n')}
  ],

  // Invented workers, and what the rules above give them. A change of the rules that breaks one of these is refused.
  examples: [
${[
  example({
    name: 'a worker of no department',
    worker: `{ workEmail: ${quoted(`newcomer@${domain}`)}, department: null }`,
    expect: "{ role: '$guest', groups: [] }",
  }),
  ...examples,
].join('\n')}
  ],
});
`;
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, (sign) => `\\${sign}`)}'`;

/** A name for the rule of each group, as receipts show it; no two alike. */
function namesOf(groups: readonly string[]): readonly string[] {
  const taken = new Set(['all-workers']);
  return groups.map((group) => {
    const plain = group
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^[^a-z]+|-+$/g, '')
      .slice(0, 50);
    const base = plain === '' ? 'group' : plain;
    let name = base;
    for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
    taken.add(name);
    return name;
  });
}
