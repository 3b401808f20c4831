import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkDead } from './tidy/dead.ts';
import { checkNames } from './tidy/names.ts';
import { checkClock, checkEnvironment, checkFetch } from './tidy/outside.ts';
import { checkPackages, listedIn, type Manifests } from './tidy/packages.ts';
import { checkRooms } from './tidy/rooms.ts';
import { checkFileLength, checkFunctionLength } from './tidy/size.ts';
import { type Offence, readFiles, type Source, sourceOf } from './tidy/source.ts';
import { checkMigrationCase, checkSqlCase, checkSqlPlaces } from './tidy/sql.ts';
import { checkBarrels, checkForms, checkTypes } from './tidy/syntax.ts';

// The house rules, as tests. Each rule is tried twice: on the tree as it stands, and on small good and bad examples,
// because a rule that cannot fail is worth nothing.

const root = fileURLToPath(new URL('..', import.meta.url));

type Files = Readonly<Record<string, string>>;
type Rule = {
  readonly name: string;
  readonly check: (files: readonly Source[], manifests: Manifests) => readonly Offence[];
  /** Files that together keep the rule. */
  readonly good: Files;
  /** Files of which each breaks the rule, in a line marked `// bad`, or in line 1. */
  readonly bad: Files;
};

const server = 'packages/server/src';
const bank = 'packages/sandbox-bank/src';
const exampleManifests: Manifests = new Map([
  ['contract', ['typebox', 'left-pad']],
  ['server', ['@sarf/contract', 'postgres', '@fastify/rate-limit']],
  ['sdk', ['openapi-fetch']],
  ['', ['fast-check']],
]);
const lines = (count: number) => `${Array.from({ length: count }, (_, at) => `// ${at}`).join('\n')}\n`;
const longFunction = (head: string, tail: string) => `${head}\n${lines(69)}${tail}\n`;

const rules: readonly Rule[] = [
  {
    name: 'imports between the rooms go down only, and not into stores and rules',
    check: checkRooms,
    good: {
      [`${server}/main.ts`]: "import './http/server.ts'; import './compose.ts'; import './payouts/store.ts';",
      [`${server}/compose.ts`]: "import './admin/main.ts';",
      [`${server}/admin/main.ts`]: "import '../compose.ts';",
      [`${server}/payouts/pay.ts`]: "import './store.ts'; import '../banks/submit.ts'; import '../deps.ts';",
      [`${server}/payouts/pay.test.ts`]: "import '../banks/store.ts';",
      [`${server}/lifecycle/move.ts`]: "import '../events/record.ts'; import '@sarf/contract'; import 'postgres';",
      [`${server}/main.test.ts`]: "import './main.ts';",
    },
    bad: {
      [`${server}/banks/a.ts`]: "import '../payouts/pay.ts';",
      [`${server}/events/a.ts`]: "import type { A } from '../lifecycle/move.ts';",
      [`${server}/payouts/a.ts`]: "\nexport { a } from '../banks/store.ts'; // bad",
      [`${server}/payouts/b.ts`]: "import '../banks/iban-rules.ts';",
      [`${server}/payouts/c.ts`]: "import '../compose.ts';",
      [`${server}/payouts/d.ts`]: "\nconst late = await import('../http/server.ts'); // bad",
      [`${server}/payouts/e.test.ts`]: "import '../http/server.ts';",
      [`${server}/http/a.ts`]: "import '../worker/loop.ts';",
      [`${server}/attic/a.ts`]: 'export {};',
      [`${server}/stray.ts`]: 'export {};',
    },
  },
  {
    name: 'packages import each other in one direction, and of npm what they list',
    check: checkPackages,
    good: {
      'packages/contract/src/a.ts': "import { Type } from 'typebox'; import 'typebox/value';",
      'packages/contract/src/a.test.ts': "import 'node:test'; import 'fast-check';",
      [`${server}/a.ts`]:
        "import '@sarf/contract'; import 'node:fs'; import 'postgres'; import '@fastify/rate-limit/x';",
      [`${server}/main.ts`]: "import '../../sandbox-bank/src/index.ts';",
      'packages/server/test/house.ts': "import 'fast-check'; import '../../sandbox-bank/src/index.ts';",
      [`${bank}/a.ts`]: "import '@sarf/contract'; import './b.ts';",
      'packages/cli/src/a.ts': "import '@sarf/sdk';",
      'packages/sdk/src/a.ts': "import 'openapi-fetch'; import 'node:crypto';",
      'packages/sdk/test/a.test.ts': "import '../../server/test/house.ts'; import 'fast-check';",
      'examples/a.ts': "import '@sarf/sdk'; import 'node:fs'; import './b.ts';",
      'examples/a.test.ts': "import '../packages/server/test/house.ts'; import './a.ts';",
      'tools/anything.ts': "import '../packages/server/src/a.ts'; import 'typescript';",
    },
    bad: {
      'packages/contract/src/a.ts': "import 'left-pad';",
      'packages/contract/src/b.ts': "import 'node:fs';",
      'packages/contract/src/c.ts': "import '@sarf/server';",
      'packages/contract/src/d.test.ts': "import 'left-pad';",
      [`${server}/a.ts`]: "import 'typebox';",
      [`${server}/b.ts`]: "import '../../contract/src/a.ts';",
      [`${server}/c.ts`]: "import '../../sandbox-bank/src/index.ts';",
      [`${server}/d.ts`]: "import './a.test.ts';",
      [`${server}/e.ts`]: "import 'fs';",
      [`${server}/f.ts`]: "import '@sarf/sandbox-bank';",
      [`${server}/g.ts`]: "import '../../../tools/tidy/source.ts';",
      [`${bank}/a.ts`]: "import '@sarf/server';",
      [`${bank}/b.ts`]: "import '../../server/src/foundation/money.ts';",
      'packages/attic/src/a.ts': 'export {};',
      'packages/sdk/src/a.ts': "import '@sarf/contract';",
      'packages/sdk/src/b.ts': "import 'postgres';",
      'examples/a.ts': "import '../packages/sdk/src/index.ts';",
      'examples/b.ts': "import '@sarf/contract';",
      'examples/c.ts': "import 'fastify';",
    },
  },
  {
    name: 'no function is longer than 70 lines',
    check: checkFunctionLength,
    good: {
      'packages/server/src/a.ts': `${lines(80)}function a() {\n${lines(68)}}`,
      'packages/server/src/a.test.ts': `describe('a', () => {\n${lines(100)}});`,
    },
    bad: {
      'packages/server/src/a.ts': longFunction('function a() {', '}'),
      'packages/server/src/b.ts': longFunction('\nexport const b = async () => { // bad', '};'),
      'packages/server/src/c.ts': longFunction('class C {\n  m() { // bad', '}}'),
      'packages/server/src/d.test.ts': longFunction("test('d', () => {", '});'),
      'packages/server/src/e.ts': longFunction("describe('e', () => {", '});'),
    },
  },
  {
    name: 'no file is longer than 300 lines, no test longer than 500',
    check: checkFileLength,
    good: {
      'packages/server/src/a.ts': lines(300),
      'packages/server/src/a.test.ts': lines(500),
      'packages/sdk/src/openapi.ts': lines(3000),
    },
    bad: {
      'packages/server/src/a.ts': `${lines(300)}export {}; // bad`,
      'packages/server/src/a.test.ts': `${lines(500)}export {}; // bad`,
    },
  },
  {
    name: 'no file or folder is named for nothing',
    check: checkNames,
    good: { [`${server}/payouts/create-payouts.ts`]: '', [`${server}/commonwealth.ts`]: '', 'tools/library.ts': '' },
    bad: {
      [`${server}/payouts/service.ts`]: '',
      [`${server}/payouts/payout.service.ts`]: '',
      [`${server}/payouts/payout-service.ts`]: '',
      [`${server}/utils/dates.ts`]: '',
      [`${server}/helper.test.ts`]: '',
      [`${bank}/common.ts`]: '',
      'tools/lib/a.ts': '',
      'tools/key-managers.ts': '',
    },
  },
  {
    name: 'SQL is in stores, lifecycle, migrations and tests only',
    check: checkSqlPlaces,
    good: {
      [`${server}/payouts/store.ts`]: 'sql`select 1`; tx.unsafe(text);',
      [`${server}/payouts/claim-store.ts`]: 'sql`select 1`;',
      [`${server}/lifecycle/move.ts`]: 'tx`update a set b = 1`;',
      [`${server}/foundation/migrate.ts`]: 'sql.unsafe(text);',
      [`${server}/payouts/pay.test.ts`]: 'sql`delete from a`;',
      'packages/server/test/house.ts': 'sql`delete from a`;',
      [`${server}/payouts/pay.ts`]: "const words = 'select one'; html`select one`; sql`now()`;",
    },
    bad: {
      [`${server}/payouts/a.ts`]: '\nconst rows = await sql<Row[]>`select 1`; // bad',
      [`${server}/payouts/b.ts`]: `await deps.sql\`\n  INSERT into a values (\${1})\`;`,
      [`${server}/payouts/c.ts`]: 'await tx`update a set b = 1`;',
      [`${server}/payouts/d.ts`]: 'await this.db`delete from a`;',
      [`${server}/payouts/e.ts`]: 'await sql.unsafe(text);',
      [`${server}/payouts/restore.ts`]: 'await sql`select 1`;',
    },
  },
  {
    name: 'SQL keywords are in lower case',
    check: checkSqlCase,
    good: {
      [`${server}/a/store.ts`]: "sql`select a -- FROM here\n from b where c = 'SET' and d = 'NOT' and \"ORDER\" = 1`;",
      [`${server}/b/store.ts`]: `const words = \`SELECT\`; sql\`\${NULL}\`;`,
    },
    bad: {
      [`${server}/a/store.ts`]: '\nsql`SELECT 1`; // bad',
      [`${server}/b/store.ts`]: 'sql`\n  select 1\n  FROM a -- // bad\n`;',
      [`${server}/c/store.ts`]: 'sql`and a IS null`;',
      [`${server}/d.test.ts`]: "sql.unsafe('DELETE from a');",
    },
  },
  {
    name: 'only config.ts reads the environment',
    check: checkEnvironment,
    good: {
      [`${server}/foundation/config.ts`]: 'process.env.PORT;',
      [`${bank}/config.ts`]: 'process.env.PORT;',
      [`${server}/a.test.ts`]: 'process.env.PORT;',
      'tools/a.ts': 'process.env.PORT;',
      [`${server}/main.ts`]: 'process.exit(1); let e: NodeJS.ProcessEnv; deps.env;',
    },
    bad: {
      [`${server}/a.ts`]: '\nconst port = process.env.PORT; // bad',
      [`${server}/payouts/config.ts`]: 'process.env.PORT;',
      [`${bank}/b.ts`]: "process['env'];",
      [`${bank}/c.ts`]: 'const { env } = process;',
      [`${bank}/d.ts`]: "import { env } from 'node:process';",
      [`${bank}/e.ts`]: 'globalThis.process.env;',
    },
  },
  {
    name: 'only clock.ts reads the clock',
    check: checkClock,
    good: {
      [`${server}/foundation/clock.ts`]: 'new Date(); Date.now();',
      [`${bank}/bank-clock.ts`]: 'Date.now();',
      [`${server}/a.ts`]: 'new Date(0); Date.parse(text); clock.now();',
      [`${server}/a.test.ts`]: 'Date.now();',
      'tools/a.ts': 'Date.now();',
    },
    bad: {
      [`${server}/a.ts`]: '\nconst at = Date.now(); // bad',
      [`${server}/b.ts`]: 'new Date();',
      [`${server}/c.ts`]: 'const read = Date.now;',
      [`${server}/payouts/clock.ts`]: 'new Date;',
      [`${bank}/d.ts`]: 'Date();',
    },
  },
  {
    name: 'only connectors, webhooks and the bank’s callbacks call out',
    check: checkFetch,
    good: {
      [`${server}/banks/connectors/sandbox/submit.ts`]: 'fetch(url);',
      [`${server}/webhooks/deliver.ts`]: 'fetch(url);',
      [`${bank}/send-callbacks.ts`]: 'fetch(url);',
      [`${server}/a.ts`]: 'cache.fetch(key);',
      [`${server}/a.test.ts`]: 'fetch(url);',
      'packages/sdk/src/call.ts': 'fetch(url);',
      'tools/a.ts': 'fetch(url);',
    },
    bad: {
      [`${server}/banks/a.ts`]: '\nawait fetch(url); // bad',
      [`${server}/http/b.ts`]: 'globalThis.fetch(url);',
      [`${bank}/c.ts`]: 'fetch(url);',
    },
  },
  {
    name: 'no any and no casts',
    check: checkTypes,
    good: {
      [`${server}/a.ts`]: "import { a as b } from './b.ts'; export { b as c }; const d = [1] as const; e satisfies F;",
      [`${server}/foundation/database.ts`]: 'x as Row;',
      [`${server}/http/typed-route.ts`]: 'let y: any;',
      [`${server}/a.test.ts`]: 'x as Row; <Row>x; x!;',
    },
    bad: {
      [`${server}/a.ts`]: '\nlet a: any; // bad',
      [`${server}/b.ts`]: 'const b = x as Row;',
      [`${server}/c.ts`]: 'const c = x as unknown as Row;',
      [`${server}/d.ts`]: 'const d = <Row>x;',
      [`${server}/e.ts`]: 'const e = x!;',
      [`${server}/f.test.ts`]: 'let f: Array<any>;',
      [`${server}/payouts/database.ts`]: 'x as Row;',
      'tools/g.ts': 'x as Row;',
    },
  },
  {
    name: 'no default exports and no enums',
    check: checkForms,
    good: {
      [`${server}/a.ts`]: "import fc from 'fast-check'; export const a = 1; switch (a) { default: }",
      'packages/dashboard/vite.config.ts': 'export default {};',
    },
    bad: {
      [`${server}/a.ts`]: '\nexport default 1; // bad',
      [`${server}/b.ts`]: 'export default function b() {}',
      [`${server}/c.ts`]: 'export { c as default };',
      [`${server}/d.ts`]: 'export default class {}',
      [`${server}/e.ts`]: 'enum E { A }',
      [`${server}/f.ts`]: 'const enum F { A }',
    },
  },
  {
    name: 'only a package has an index that passes on what others export',
    check: checkBarrels,
    good: {
      'packages/contract/src/index.ts': "export * from './a.ts';",
      [`${server}/main.ts`]: "import './a.ts';",
      [`${server}/a.ts`]: "export * from './b.ts'; export const c = 1;",
    },
    bad: {
      [`${server}/payouts/index.ts`]: "export * from './a.ts';",
      [`${server}/payouts/all.ts`]: "import { a } from './a.ts'; export { a };",
    },
  },
  {
    name: 'every file is reached from where something starts',
    check: checkDead,
    good: {
      [`${server}/main.ts`]: "import { b } from './b.ts'; import '@sarf/contract';",
      [`${server}/b.ts`]: "import type { C } from './c.ts'; new URL('./thread.ts', import.meta.url);",
      [`${server}/c.ts`]: "await import('./d.ts');",
      [`${server}/d.ts`]: "let e: import('./e.ts').E;",
      [`${server}/e.ts`]: '',
      [`${server}/thread.ts`]: '',
      [`${server}/admin/main.ts`]: '',
      [`${server}/d.test.ts`]: '',
      'packages/contract/src/index.ts': "export * from './x.ts';",
      'packages/contract/src/x.ts': '',
      'tools/derive.ts': "import '../packages/contract/src/y.ts';",
      'examples/receiver.ts': "import '@sarf/sdk';",
      'packages/sdk/src/index.ts': "export * from './z.ts';",
      'packages/sdk/src/z.ts': '',
      'packages/contract/src/y.ts': '',
    },
    bad: {
      [`${server}/a.ts`]: '',
      [`${server}/b.ts`]: "import './c.ts';",
      [`${server}/c.ts`]: "import './b.ts';",
    },
  },
];

const parsed = (files: Files) => Object.entries(files).map(([path, text]) => sourceOf(path, text));
const shown = (offences: readonly Offence[]) => [
  ...new Set(offences.map(({ path, line, todo }) => `${path}:${line} ${todo}`)),
];
/** Fails with every offence on a line of its own. */
function assertNone(offences: readonly Offence[]): void {
  if (offences.length > 0) assert.fail(['The house rules are broken here:', ...shown(offences)].join('\n  '));
}

describe('the rules can tell good from bad', () => {
  for (const { name, check, good, bad } of rules) {
    test(name, () => {
      assertNone(check(parsed(good), exampleManifests));
      const expected = Object.entries(bad).map(([path, text]) => {
        const marked = text.split('\n').findIndex((line) => line.includes('// bad'));
        return `${path}:${marked === -1 ? 1 : marked + 1}`;
      });
      const offences = check(parsed(bad), exampleManifests);
      const found = new Set(offences.map(({ path, line }) => `${path}:${line}`));
      assert.deepEqual([...found].toSorted(), expected.toSorted());
      for (const { todo } of offences) assert.match(todo, /^[A-Z].+\.$/);
    });
  }

  test('being tested does not make a file living', () => {
    const files = parsed({ [`${server}/a.test.ts`]: "import './a.ts';", [`${server}/a.ts`]: '' });
    assert.deepEqual(
      checkDead(files).map(({ path }) => path),
      [`${server}/a.ts`],
    );
  });

  test('SQL keywords are in lower case in migrations', () => {
    const text = "-- ALTER\ncreate table a (b text check (b in ('NOT')));\nALTER table a;";
    assert.deepEqual(shown(checkMigrationCase([{ path: 'a.sql', text }])), [
      'a.sql:3 Write the SQL keyword ALTER in lower case.',
    ]);
  });

  test('files are found without git, too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sarf-tidy-'));
    try {
      mkdirSync(join(folder, 'packages/a/node_modules'), { recursive: true });
      for (const path of ['packages/a/b.ts', 'packages/a/b.txt', 'packages/a/node_modules/c.ts', 'd.ts']) {
        writeFileSync(join(folder, path), 'text');
      }
      assert.deepEqual(readFiles(folder, /\.ts$/), [{ path: 'packages/a/b.ts', text: 'text' }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the tree keeps the rules', () => {
  const files = readFiles(root, /\.tsx?$/)
    .filter(({ path }) => !path.endsWith('.d.ts'))
    .map(({ path, text }) => sourceOf(path, text));
  const used = ['dependencies', 'optionalDependencies', 'peerDependencies'];
  const manifests: Manifests = new Map([
    ...readFiles(root, /^packages\/[^/]+\/package\.json$/).map(
      ({ path, text }) => [path.split('/')[1] ?? '', listedIn(text, used)] as const,
    ),
    ['', listedIn(readFileSync(join(root, 'package.json'), 'utf8'), ['devDependencies'])],
  ]);

  test('there is a tree', () => {
    assert.ok(files.some(({ path }) => path === 'tools/tidy.test.ts'));
    assert.ok(files.length > 10);
  });
  for (const { name, check } of rules) {
    test(name, () => assertNone(check(files, manifests)));
  }
  test('SQL keywords are in lower case in migrations', () => {
    assertNone(checkMigrationCase(readFiles(root, /\.sql$/)));
  });
});
