import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Rule {
  readonly folder: string;
  /** Folders, files, `pkg:name`, `pkg:*` for any package, `node:name`, `node:*` for any part of Node. */
  readonly mayImport: readonly string[];
  readonly except?: Readonly<Record<string, readonly string[]>>;
}

const CONFIG = 'lifecycle.config.ts';
/** The one file of the runtime that what runs outside AWS shares: both sides of a signed request. */
const SIGNING = 'shared/runtime/sign-request.ts';

/** Who may import whom: the table of the design, most particular folder first. */
const RULES: readonly Rule[] = [
  {
    folder: 'shared/domain',
    mayImport: ['shared/domain', 'node:crypto'],
    except: { 'shared/domain/civil-time.ts': ['pkg:temporal-polyfill'] },
  },
  { folder: 'shared/ports', mayImport: ['shared/ports', 'shared/domain'] },
  {
    folder: 'shared/contracts',
    mayImport: ['shared/contracts', 'shared/domain', 'pkg:zod/mini'],
    except: Object.fromEntries(
      globSync('shared/contracts/config/providers/*.ts').map((file) => [
        file,
        globSync('shared/adapters/targets/*/traits.ts'),
      ]),
    ),
  },
  { folder: 'shared/app', mayImport: ['shared/app', 'shared/domain', 'shared/ports', 'shared/contracts'] },
  ...vendorsOf('shared/adapters/targets', ['shared/adapters/targets/http']),
  ...vendorsOf('shared/adapters/hris'),
  {
    folder: 'shared/adapters',
    mayImport: [
      'shared/adapters',
      'shared/domain',
      'shared/ports',
      'shared/contracts',
      'shared/runtime',
      'pkg:*',
      'node:*',
    ],
  },
  {
    folder: 'shared/runtime',
    mayImport: ['shared/runtime', 'shared/domain/failure.ts', 'shared/domain/text', 'pkg:*', 'node:*'],
  },
  ...globSync('functions/*/').map((folder) => ({
    folder: normalize(folder).replace(/\/$/, ''),
    mayImport: [normalize(folder).replace(/\/$/, ''), 'functions/wiring.ts', 'shared', CONFIG, 'pkg:*', 'node:*'],
  })),
  { folder: 'functions', mayImport: ['shared', CONFIG, 'pkg:*', 'node:*'] },
  ...globSync('local/simulators/*/').map((folder) => ({
    folder: normalize(folder).replace(/\/$/, ''),
    mayImport: [normalize(folder).replace(/\/$/, ''), 'local/simulators/kit', 'pkg:*', 'node:*'],
  })),
  { folder: 'infra', mayImport: ['infra', 'shared/contracts', 'shared/domain/text', CONFIG, 'pkg:*', 'node:*'] },
  { folder: 'local', mayImport: ['local', 'shared/contracts', 'shared/domain/text', SIGNING, 'pkg:*', 'node:*'] },
  {
    folder: 'cli',
    mayImport: ['cli', 'shared/contracts', 'shared/domain/text', SIGNING, CONFIG, 'pkg:*', 'node:*'],
    except: { 'cli/break-glass.ts': ['shared/app', 'shared/adapters'] },
  },
  { folder: CONFIG, mayImport: ['shared/domain', 'shared/contracts'] },
];

/** Each vendor's adapter is a folder of its own, closed to the other vendors'; `common` folders serve all of them. */
function vendorsOf(parent: string, common: readonly string[] = []): readonly Rule[] {
  return globSync(`${parent}/*/`).map((path) => {
    const folder = normalize(path).replace(/\/$/, '');
    return {
      folder,
      mayImport: [
        folder,
        ...common,
        'shared/domain',
        'shared/ports',
        'shared/contracts',
        'shared/runtime',
        'pkg:*',
        'node:*',
      ],
    };
  });
}

const SOURCES = globSync('{shared,functions,infra,local,cli}/**/*.ts');
const CODE = [...SOURCES, ...globSync('*.ts'), ...globSync('test/**/*.ts')];

const textOf = (file: string) => readFileSync(file, 'utf8');
const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

const importsOf = (file: string) =>
  [
    ...textOf(file).matchAll(
      /^(?:(?:import|export)\b[^'"`;=]*?\bfrom\s*|import\s+)['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
    ),
  ].map(([, statement, expression]) => {
    const from = statement ?? expression ?? '';
    if (from.startsWith('.')) return normalize(join(dirname(file), from));
    return from.startsWith('node:') ? from : `pkg:${from}`;
  });

const isAllowed = (from: string, allowed: string) => {
  if (allowed.endsWith(':*')) return from.startsWith(allowed.slice(0, -1));
  return within(from, allowed);
};

/** The steps of "want, look, guard, act, prove, commit". */
const ROOMS = ['want', 'look', 'guard', 'act', 'receipts', 'commit'];

/** Each circle once, from the file that is first in the alphabet. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      const first = circle.indexOf([...circle].sort()[0] ?? file);
      const turned = [...circle.slice(first), ...circle.slice(0, first)];
      found.add([...turned, turned[0]].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of imports.get(file) ?? []) if (imports.has(next)) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return [...found].sort();
}

describe('who may import whom', () => {
  const ruleOf = (file: string) => RULES.find(({ folder }) => within(file, folder));

  it('gives every source file a rule', () => {
    expect(SOURCES.filter((file) => !ruleOf(file))).toEqual([]);
    expect(SOURCES.length).toBeGreaterThan(50);
  });

  it.each(RULES.map((rule) => [rule.folder, rule] as const))('%s imports only what it may', (_folder, rule) => {
    const files = SOURCES.filter((file) => ruleOf(file) === rule);
    const forbidden = files.flatMap((file) =>
      importsOf(file)
        .filter(
          (from) => ![...rule.mayImport, ...(rule.except?.[file] ?? [])].some((allowed) => isAllowed(from, allowed)),
        )
        .map((from) => `${file} → ${from}`),
    );
    expect(forbidden).toEqual([]);
  });

  it('imports nothing in a circle, types included', () => {
    expect(circlesIn(new Map(SOURCES.map((file) => [file, importsOf(file)])))).toEqual([]);
  });

  it('finds a circle where there is one', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['a']],
    ]);
    expect(circlesIn(imports)).toEqual(['a → b → d → a']);
  });

  it('goes into the rooms of convergence through its own hall only', () => {
    const inner = globSync('shared/app/converge/*/').map((room) => normalize(room).replace(/\/$/, ''));
    expect(inner).toEqual(expect.arrayContaining(ROOMS.map((room) => `shared/app/converge/${room}`)));
    const intruders = SOURCES.filter((file) => !within(file, 'shared/app/converge')).flatMap((file) =>
      importsOf(file)
        .filter((from) => inner.some((room) => within(from, room)))
        .map((from) => `${file} → ${from}`),
    );
    expect(intruders).toEqual([]);
  });

  it('sees an import wherever it stands', () => {
    const found = importsOf('test/architecture.test.ts');
    expect(found).toContain('node:fs');
    expect(found).toContain('pkg:vitest');
  });
});

/** Files that break a rule, with the line that breaks it. */
const offenders = (files: readonly string[], pattern: RegExp) =>
  files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );

describe('the habits of the house', () => {
  it('keeps time, chance and the environment out of domain, ports, contracts and app', () => {
    const pure = SOURCES.filter((file) => /^shared\/(domain|ports|contracts|app)\//.test(file));
    expect(
      offenders(
        pure,
        /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|randomUUID|\bprocess\.(env|exit|argv|cwd|std)|\bsetTimeout\b/,
      ),
    ).toEqual([]);
  });

  it('reads the environment only in the last line of a handler', () => {
    const wiring = /^export const handler = createHandler\(lazy\(\(\) => createContainer\(process\.env\)\)\);\n$/m;
    const readers = SOURCES.filter(
      (file) => /^(shared|functions)\//.test(file) && /\bprocess\.env\b/.test(textOf(file)),
    );
    expect(readers.filter((file) => !wiring.test(textOf(file)))).toEqual([]);
  });

  it('keeps handlers to 40 lines', () => {
    const long = SOURCES.filter(
      (file) => /^functions\/[^/]+\/handler\.ts$/.test(file) && textOf(file).split('\n').length > 41,
    );
    expect(long).toEqual([]);
  });

  it('patches nothing in tests, and mocks the AWS SDK only where AWS is adapted', () => {
    expect(offenders(CODE, new RegExp(['\\bvi\\.(mock', 'doMock', 'stubGlobal)\\('].join('|')))).toEqual([]);
    const mocking = CODE.filter((file) => importsOf(file).some((from) => from.startsWith('pkg:aws-sdk-client-mock')));
    expect(mocking.filter((file) => !within(file, 'test/shared/adapters/aws'))).toEqual([]);
  });

  it('converges in tests through the one helper that looks for quiet leavers', () => {
    const convergence = 'shared/app/converge/converge.ts';
    const tests = CODE.filter((file) => within(file, 'test') && !within(file, 'test/bench'));
    expect(tests.filter((file) => importsOf(file).includes(convergence))).toEqual(['test/support/converge.ts']);
  });

  it('has no barrels and no folders for odds and ends', () => {
    expect(CODE.filter((file) => /(^|\/)index\.ts$|(^|\/)(utils?|helpers?|common|misc|types)\//.test(file))).toEqual(
      [],
    );
    expect(offenders(SOURCES, /^export \* from/)).toEqual([]);
  });

  it('puts at most 15 files side by side, of at most 250 lines each', () => {
    const folders = Map.groupBy(SOURCES, (file) => dirname(file));
    expect([...folders].filter(([, files]) => files.length > 15).map(([folder]) => folder)).toEqual([]);
    expect(SOURCES.filter((file) => textOf(file).trimEnd().split('\n').length > 250)).toEqual([]);
  });

  it('names a role of Atlan only in its adapter, its simulator, the demo and examples of configurations', () => {
    const elsewhere = SOURCES.filter(
      (file) =>
        !/^(shared\/adapters\/targets\/atlan|local\/(simulators\/atlan|demo))\//.test(file) &&
        !/^cli\/config\/new-company\.ts$|\.config\.ts$/.test(file),
    );
    expect(offenders(elsewhere, /\$(guest|member|admin)\b/)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(offenders(CODE, new RegExp(['\\b(TO', 'DO|FIX', 'ME|XX', 'X)\\b'].join('')))).toEqual([]);
  });
});
