import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook, type WebhookHeaders, type WebhookRefusalCode, WebhookRefused } from './verify-webhook.ts';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const secret = newSecret();
const now = new Date('2026-05-04T09:12:44.310Z');
const eventOf = (more: Record<string, unknown> = {}) => ({
  id: '0192d3a4-7b1c-7def-8123-456789abcdef',
  type: 'payout.created',
  created_at: '2026-05-04T09:12:44.000Z',
  application_id: randomUUID(),
  object: { type: 'payout', id: randomUUID() },
  sequence: 1,
  previous_event_id: null,
  payload: { description: 'أمينة حداد 🧾', amount: 10.5 },
  ...more,
});
const body = JSON.stringify(eventOf());

/** The headers as the official library would sign them. */
function headersFor(text: string, secrets = [secret], at = now, id = 'an-id') {
  const signatures = secrets.map((one) => new Webhook(one).sign(id, at, text));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}

function assertRefused(code: WebhookRefusalCode, act: () => unknown): void {
  assert.throws(act, (error) => error instanceof WebhookRefused && error.code === code && error.message !== '');
}

describe('a delivery that the official library signed', () => {
  const headers = headersFor(body);

  test('gives its event, from text, bytes and all kinds of headers', () => {
    const forms: WebhookHeaders[] = [
      headers,
      new Headers(headers),
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
    ];
    for (const form of forms) {
      for (const raw of [body, Buffer.from(body), new TextEncoder().encode(body)]) {
        assert.deepEqual(verifyWebhook({ headers: form, body: raw, secret, now }), JSON.parse(body));
      }
    }
  });

  test('is read by the type of its event', () => {
    const event = verifyWebhook({ headers, body, secret, now });
    assert.ok(event.type === 'payout.created');
    const amount: number = event.payload.amount;
    assert.equal(amount, 10.5);
  });

  test('passes with one of several secrets, and with one of several signatures', () => {
    const [old, other] = [newSecret(), newSecret()];
    assert.ok(verifyWebhook({ headers, body, secret: [old, secret], now }));
    assert.ok(verifyWebhook({ headers: headersFor(body, [old, secret]), body, secret, now }));
    assert.ok(verifyWebhook({ headers: headersFor(body, [old, other]), body, secret: [secret, other], now }));
    assertRefused('BAD_SIGNATURE', () => verifyWebhook({ headers, body, secret: [old, other], now }));
    const future = { ...headers, 'webhook-signature': `v2,abc v1 ,x ${headers['webhook-signature']}` };
    assert.ok(verifyWebhook({ headers: future, body, secret, now }), 'what is not known is passed over');
  });

  test('is refused a moment too late and a moment too early', () => {
    const at = (seconds: number) => new Date(now.getTime() - (now.getTime() % 1000) + seconds * 1000);
    const passes = (seconds: number, toleranceSeconds?: number) =>
      verifyWebhook({ headers, body, secret, now: at(seconds), ...(toleranceSeconds ? { toleranceSeconds } : {}) });
    assert.ok(passes(300));
    assertRefused('TOO_OLD', () => passes(301));
    assert.ok(passes(-300));
    assertRefused('TOO_NEW', () => passes(-301));
    assert.ok(passes(3600, 3600));
    assertRefused('TOO_OLD', () => passes(11, 10));
  });

  test('is checked by the time of day when none is given', () => {
    assertRefused('TOO_OLD', () => verifyWebhook({ headers, body, secret }));
    assert.ok(verifyWebhook({ headers: headersFor(body, [secret], new Date()), body, secret }));
  });
});

describe('what is refused', () => {
  const headers = headersFor(body);

  test('a header that is missing, empty, given twice, or no time', () => {
    for (const name of Object.keys(headers)) {
      for (const value of [undefined, '', ['a', 'b']]) {
        assertRefused('MISSING_HEADER', () =>
          verifyWebhook({ headers: { ...headers, [name]: value }, body, secret, now }),
        );
      }
    }
    for (const time of [
      'soon',
      '1e9',
      '-5',
      ' 1',
      '1777885964.0',
      '0x1',
      '9'.repeat(13),
      `${headers['webhook-timestamp']}x`,
    ]) {
      assertRefused('MISSING_HEADER', () =>
        verifyWebhook({ headers: { ...headers, 'webhook-timestamp': time }, body, secret, now }),
      );
    }
  });

  test('a signature that is none', () => {
    const [, right = ''] = headers['webhook-signature'].split(',');
    for (const wrong of [
      'v1,',
      'v1',
      `v1,${right.slice(1)}`,
      `v1,${right}A`,
      `v1a,${right}`,
      `V1,${right}`,
      right,
      `v1,${right.replace('=', '')}`,
    ]) {
      assertRefused('BAD_SIGNATURE', () =>
        verifyWebhook({ headers: { ...headers, 'webhook-signature': wrong }, body, secret, now }),
      );
    }
  });

  test('a body that is well signed and is no event', () => {
    const wrong = ['', 'null', '[]', '"text"', '{', '{}'];
    for (const more of [
      { id: 7 },
      { type: '' },
      { object: null },
      { object: { type: 'payout' } },
      { sequence: 0 },
      { sequence: 1.5 },
      { sequence: '1' },
      { previous_event_id: undefined },
      { payload: 'text' },
    ]) {
      wrong.push(JSON.stringify(eventOf(more)));
    }
    for (const text of wrong) {
      assertRefused('BAD_BODY', () => verifyWebhook({ headers: headersFor(text), body: text, secret, now }));
    }
  });

  test('a secret, a key or a body that is none is the fault of the program', () => {
    for (const wrong of ['', 'whsec_', 'whsec_***', 'whsec_QUJD']) {
      assert.throws(() => verifyWebhook({ headers, body, secret: wrong, now }), TypeError);
    }
    assert.throws(() => verifyWebhook({ headers, body, secret: [], now }), TypeError);
    assert.throws(() => verifyWebhook({ headers, body, secret, publicKey: 'whpk_QUJD', now }), TypeError);
    const parsed = JSON.parse(body) as string;
    assert.throws(() => verifyWebhook({ headers, body: parsed, secret, now }), TypeError);
  });
});

describe('the signature by public key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const whpk = `whpk_${publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')}`;
  const base = headersFor(body, [newSecret()]);
  const signed = Buffer.from(`${base['webhook-id']}.${base['webhook-timestamp']}.${body}`);
  const v1a = `v1a,${sign(null, signed, privateKey).toString('base64')}`;
  const headers = { ...base, 'webhook-signature': `${base['webhook-signature']} ${v1a}` };

  test('passes where no secret fits, and alone', () => {
    assert.ok(verifyWebhook({ headers, body, secret, publicKey: whpk, now }));
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' });
    const otherKey = `whpk_${other.subarray(-32).toString('base64')}`;
    assert.ok(verifyWebhook({ headers, body, secret: [], publicKey: [otherKey, whpk], now }));
    assertRefused('BAD_SIGNATURE', () => verifyWebhook({ headers, body, secret, now }));
    assertRefused('BAD_SIGNATURE', () => verifyWebhook({ headers, body, secret, publicKey: otherKey, now }));
  });

  test('is refused for another body and in another form', () => {
    const changed = body.replace('10.5', '99.5');
    assertRefused('BAD_SIGNATURE', () => verifyWebhook({ headers, body: changed, secret, publicKey: whpk, now }));
    for (const wrong of ['v1a,', 'v1a,QUJD', v1a.replace('v1a,', 'v1,')]) {
      const forged = { ...base, 'webhook-signature': wrong };
      assertRefused('BAD_SIGNATURE', () => verifyWebhook({ headers: forged, body, secret, publicKey: whpk, now }));
    }
  });
});

test('says of any change what the official library says', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
  const change = fc.record({
    what: fc.constantFrom('nothing', 'body', 'webhook-id', 'webhook-timestamp', 'webhook-signature'),
    at: fc.nat(),
    by: fc.constantFrom('0', '1', 'A', '=', ' ', ','),
  });
  fc.assert(
    fc.property(text, change, (words, { what, at, by }) => {
      const sentAt = new Date();
      const raw = JSON.stringify(eventOf({ payload: { words } }));
      const sent: Record<string, string> = { body: raw, ...headersFor(raw, [secret], sentAt) };
      const old = sent[what] ?? '';
      const place = at % (old.length || 1);
      if (what !== 'nothing') sent[what] = old.slice(0, place) + by + old.slice(place + 1);
      const { body: received = '', ...headers } = sent;
      const passes = (act: () => unknown): boolean => {
        try {
          act();
          return true;
        } catch {
          return false;
        }
      };
      const theirs = passes(() => new Webhook(secret).verify(received, headers, { jsonParse: false }));
      const ours = passes(() => verifyWebhook({ headers, body: received, secret }));
      // A time such as "17 3" is read by the library up to the blank; its signature never fits then.
      assert.equal(ours, theirs);
    }),
    { numRuns: 500 },
  );
});
