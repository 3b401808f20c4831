import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { roleNames } from '@sarf/contract';
import fc from 'fast-check';
import { type Changed, decideChange, decideGiving } from './member-rules.ts';
import { demandOf, freshUntil } from './proof-rules.ts';
import { isOver, readSigned, signValue } from './session-rules.ts';
import { accountPatience, lockedUntil } from './sign-in/attempt-rules.ts';

const role = fc.constantFrom(...roleNames);
const members = fc
  .array(fc.record({ role, isDisabled: fc.boolean() }), { minLength: 1, maxLength: 5 })
  .map((list): Changed[] => list.map((one, index) => ({ ...one, id: String(index) })));
const change = fc.record({
  role: fc.option(role, { nil: undefined }),
  isDisabled: fc.option(fc.boolean(), { nil: undefined }),
});
const owners = (list: readonly Changed[]) => list.filter((one) => one.role === 'owner' && !one.isDisabled).length;

describe('who may change whom', () => {
  test('the last owner stays, and only owners touch owners, whatever is asked for', () => {
    fc.assert(
      fc.property(members, fc.nat(4), role, change, (list, at, changerRole, asked) => {
        const target = list[at % list.length];
        assert(target);
        const refusal = decideChange({ role: changerRole, memberId: 'somebody' }, target, asked, list);
        if (refusal) return;
        const after = {
          ...target,
          role: asked.role ?? target.role,
          isDisabled: asked.isDisabled ?? target.isDisabled,
        };
        const now = list.map((one) => (one === target ? after : one));
        if (owners(list) > 0) assert.ok(owners(now) > 0);
        if (target.role === 'owner' || after.role === 'owner') assert.equal(changerRole, 'owner');
      }),
    );
  });

  test('the person at the terminal makes owners; nobody but owners else', () => {
    for (const one of roleNames) {
      const refused = decideGiving({ role: one, memberId: null }, 'owner')?.code;
      assert.equal(refused, one === 'owner' ? undefined : 'ROLE_NOT_ALLOWED');
      assert.equal(decideGiving({ role: one, memberId: null }, 'controller'), undefined);
    }
    assert.equal(decideGiving({ role: null, memberId: null }, 'owner'), undefined);
  });
});

describe('what is asked for before money is released', () => {
  const at = new Date('2026-01-01T00:00:00Z');
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

  test('the strongest that there is; more than a password of those who approve real money', () => {
    assert.equal(demandOf('owner', { totp: true, passkeys: 1 }, 'live'), 'totp');
    assert.equal(demandOf('owner', { totp: false, passkeys: 1 }, 'live'), 'passkey');
    assert.equal(demandOf('owner', { totp: false, passkeys: 0 }, 'live'), 'set_up');
    assert.equal(demandOf('controller', { totp: false, passkeys: 0 }, 'live'), 'set_up');
    assert.equal(demandOf('admin', { totp: false, passkeys: 0 }, 'live'), 'password');
    assert.equal(demandOf('owner', { totp: false, passkeys: 0 }, 'sandbox'), 'password');
  });

  test('a proof lasts five minutes, and a password proves nothing to whoever has more', () => {
    assert.deepEqual(freshUntil({ by: 'totp', at }, 'totp', later(4)), later(5));
    assert.equal(freshUntil({ by: 'totp', at }, 'totp', later(5)), null);
    assert.deepEqual(freshUntil({ by: 'passkey', at }, 'totp', at), later(5));
    assert.equal(freshUntil({ by: 'password', at }, 'totp', at), null);
    assert.deepEqual(freshUntil({ by: 'password', at }, 'password', at), later(5));
    assert.equal(freshUntil({ by: 'password', at }, 'set_up', at), null);
    assert.equal(freshUntil(null, 'password', at), null);
  });

  test('sessions end after twelve hours, and after one without use', () => {
    assert.equal(isOver({ beganAt: at, seenAt: at }, later(59)), false);
    assert.equal(isOver({ beganAt: at, seenAt: at }, later(60)), true);
    assert.equal(isOver({ beganAt: at, seenAt: later(719) }, later(719)), false);
    assert.equal(isOver({ beganAt: at, seenAt: later(719) }, later(720)), true);
  });

  test('ten wrong tries within 15 minutes lock for 15 minutes after the last', () => {
    const tries = (count: number, everyMinutes: number) =>
      Array.from({ length: count }, (_, index) => later((count - 1 - index) * everyMinutes));
    assert.equal(lockedUntil(tries(9, 1), accountPatience, later(9)), undefined);
    assert.deepEqual(lockedUntil(tries(10, 1), accountPatience, later(9)), later(24));
    assert.equal(lockedUntil(tries(10, 1), accountPatience, later(24)), undefined);
    assert.equal(lockedUntil(tries(10, 2), accountPatience, later(18)), undefined);
  });
});

describe('signed cookies', () => {
  test('only what was signed is read, from among others', () => {
    const cookie = (value: string) => `theme=dark; session=${value}; other=1`;
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (value, other) => {
        const signed = signValue('key', value);
        assert.equal(readSigned(cookie(signed), 'session', 'key'), value);
        assert.equal(readSigned(cookie(signed), 'session', 'other key'), undefined);
        assert.equal(readSigned(cookie(signed), 'else', 'key'), undefined);
        if (other !== signed)
          assert.equal(readSigned(`session=${encodeURIComponent(other)}`, 'session', 'key'), undefined);
      }),
    );
    assert.equal(readSigned(undefined, 'session', 'key'), undefined);
  });
});
