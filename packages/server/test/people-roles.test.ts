import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  changesSomething,
  type Operation,
  type OperationId,
  operations,
  roleNames,
  roles,
  type Scope,
} from '@sarf/contract';
import { callAll } from './calls-all.ts';
import { assertAnswer, assertRefused } from './doors.ts';
import { type Person, signedIn } from './people.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

const ids = Object.keys(operations).filter((id): id is OperationId => id in operations);
const segmentsOf = (path: string): string[] => (path.split('?')[0] ?? '').split('/');

/** The operation that a request is for: of those that fit, the one with the most words of its own. */
function operationAt(method: string, path: string): OperationId {
  const asked = segmentsOf(path);
  const wordsOf = (id: OperationId) => segmentsOf(operations[id].path).filter((one) => !one.startsWith(':')).length;
  const fits = ids.filter((id) => {
    const own = segmentsOf(operations[id].path);
    if (operations[id].method !== method || own.length !== asked.length) return false;
    return own.every((one, index) => one.startsWith(':') || one === asked[index]);
  });
  const [first] = fits.toSorted((a, b) => wordsOf(b) - wordsOf(a));
  assert(first, `${method} ${path} is an operation`);
  return first;
}

describe('requests that succeed, tried first by everybody whose role does not allow them', () => {
  let sarf: RunningSarf;
  let people: Map<(typeof roleNames)[number], Person>;
  before(async () => {
    sarf = await startSarf({ worker: false });
    people = new Map();
    for (const role of roleNames) people.set(role, await signedIn(sarf, role));
  });
  after(() => sarf.stop());

  /** All that the database holds, but what is noted of requests themselves. */
  async function fingerprint(): Promise<string> {
    const tables = await sarf.sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'sign_in') and tablename not in ('audit_lines', 'sessions', 'members')
      order by 1`;
    const sums = tables.map(({ name }) => `(select coalesce(sum(hashtextextended(t::text, 0)), 0) from ${name} t)`);
    const [row] = await sarf.sql.unsafe<{ sums: string }[]>(`select concat_ws(' ', ${sums.join(', ')}) as sums`);
    return row?.sums ?? '';
  }

  test('each is refused, changes nothing, is written down, and succeeds after that', async () => {
    const refusals = new Map<Person, string[]>([...people.values()].map((person) => [person, []]));
    const tried = new Set<OperationId>();
    const call: RunningSarf['call'] = async (method, path, body, headers) => {
      const id = operationAt(method, path);
      const operation: Operation = operations[id];
      const { scope } = operation;
      const changes = changesSomething(operation);
      const isNew = !tried.has(id);
      tried.add(id);
      const was = changes && isNew ? await fingerprint() : '';
      for (const [role, person] of isNew ? people : []) {
        const may: ReadonlySet<Scope> = new Set(roles[role].scopes);
        const isShut = scope !== null && !may.has(scope);
        if (!isShut && changes) continue;
        const called = await person.call(method, path, body, headers);
        if (isShut)
          assert.equal(assertRefused(called, 'INCORRECT_ACCESS_LEVEL').metadata.scope, scope, `${role} ${id}`);
        else assertAnswer(id, called);
        if (isShut && changes) refusals.get(person)?.push(id);
      }
      if (changes && isNew) assert.equal(await fingerprint(), was, id);
      // Nobody confirms a refund that they asked for.
      const doer = people.get(id === 'processRefunds' ? 'controller' : 'owner');
      assert(doer);
      const called = await doer.call(method, path, body, headers);
      assertAnswer(id, called);
      return called;
    };
    await callAll(sarf, call);
    assert.deepEqual(new Set(ids), tried);
    for (const [role, person] of people) {
      const lines = await sarf.sql<{ action: string; objectId: string | null }[]>`
        select action, object_id from audit_lines
        where actor = ${`member:${person.id}`} and outcome = 'INCORRECT_ACCESS_LEVEL' order by sequence`;
      assert.deepEqual(
        lines.map(({ action }) => action),
        refusals.get(person),
        role,
      );
      for (const { action, objectId } of lines) {
        const id = ids.find((one) => one === action);
        assert(id, action);
        assert.equal(objectId !== null, operations[id].path.includes('/:'), action);
      }
    }
  });
});
