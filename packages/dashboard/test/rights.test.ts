import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { isScope, operations, scopes } from '@sarf/contract';
import { roleNames, roles } from '@sarf/contract/roles';
import { mayOf } from '../src/session/may.ts';

const all = Object.keys(scopes).filter(isScope);
const pages = join(import.meta.dirname, '../src/pages');
// Its button is made where the payment is shown, and says more than what the role may.
const guardedIn = new Map([['refunds refunds:write', 'payments']]);

interface Asked {
  readonly folder: string;
  readonly operation: string;
  readonly scope: string | null;
}

test('a page allows and refuses each role what the table says, and names those that may', () => {
  for (const role of roleNames) {
    for (const scope of all) {
      const may = mayOf({ role, scopes: roles[role].scopes }, scope);
      const isAllowed = roles[role].scopes.some((one) => one === scope);
      assert.equal(may.ok, isAllowed, `${role} ${scope}`);
      if (may.ok) continue;
      assert.equal(may.missing.role, role);
      assert.equal(may.missing.sentence, scopes[scope]);
      assert.ok(!may.missing.rolesThatMay.includes(role));
      assert.ok(may.missing.rolesThatMay.includes('owner'), `${scope} is somebody's`);
    }
  }
});

test('what a page changes is off for exactly those roles that the server refuses it', () => {
  const asked = globSync('*/*.{ts,tsx}', { cwd: pages }).flatMap((file) =>
    changesIn(basename(dirname(file)), readFileSync(join(pages, file), 'utf8')),
  );
  assert.ok(asked.length > 25, 'the pages change something');
  const unguarded = asked.filter(({ folder, scope }) => {
    const place = guardedIn.get(`${folder} ${scope}`) ?? folder;
    return scope === null || !scopesOf(place).has(scope);
  });
  assert.deepEqual(unguarded, []);
});

/** The operations that a file asks for to change something, and the scope that the server wants for each. */
function changesIn(folder: string, text: string): Asked[] {
  const typed = text.matchAll(/api\.(POST|PUT|PATCH|DELETE)\('([^']+)'/g);
  const plain = text.matchAll(/\.open\('(POST)', `([^?`]+)/g);
  return [...typed, ...plain]
    .map(([, method = '', path = '']) => ({ method, path: path.replaceAll(/\{(\w+)\}/g, ':$1') }))
    .filter(({ path }) => !path.endsWith('/preview'))
    .map(({ method, path }) => {
      const found = Object.entries(operations).find(([, one]) => one.method === method && one.path === path);
      assert.ok(found, `${method} ${path} is an operation`);
      const [operation, { scope }] = found;
      return { folder, operation, scope };
    });
}

/** What the pages in a folder ask about before they let anybody press a button. */
function scopesOf(folder: string): Set<string> {
  const files = globSync('*.tsx', { cwd: join(pages, folder) });
  const text = files.map((file) => readFileSync(join(pages, folder, file), 'utf8')).join('\n');
  return new Set([...text.matchAll(/useWhyNot\('([a-z_:]+)'\)/g)].map(([, scope = '']) => scope));
}
