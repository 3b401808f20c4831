import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { startBank, startReceiver, waitUntil } from '../../test/bank-under-test.ts';
import { html } from './html.ts';
import { amountInWords, ibanInWords } from './words.ts';

const form = 'application/x-www-form-urlencoded';

async function send(url: string, fields: Record<string, string> | string, type = form) {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body, redirect: 'manual' });
  return { httpStatus: response.status, headers: response.headers, text: await response.text() };
}

async function read(url: string) {
  const response = await fetch(url);
  return { httpStatus: response.status, headers: response.headers, text: await response.text() };
}

test('the page of a consent says who asks for what, and which accounts could pay', async (t) => {
  const bank = await startBank(t);
  const asked = await bank.ask({
    currency: 'KWD',
    limits: {
      period_type: 'MONTH',
      max_individual_amount: '500',
      max_amount_per_period: '1234567.500',
      max_count_per_period: 1,
      max_cumulative_amount: '20.5',
      max_cumulative_count: 12,
    },
  });
  const { httpStatus, text } = await read(asked.authorisation_url);
  assert.equal(httpStatus, 200);
  for (const words of [
    '<html lang="en">',
    'no real money moves',
    'Falcon Trading LLC',
    'AE07 0331 2345 6789 0123 456',
    'Subscription 7',
    'At most 500 KWD each time',
    'At most 1,234,567.500 KWD a month',
    'At most 1 payment a month',
    'At most 20.5 KWD in all',
    'At most 12 payments in all',
    '<legend>',
    '100,000.000 KWD',
  ]) {
    assert(text.includes(words), words);
  }
  for (const { iban, holder_name } of await bank.payers('KWD')) {
    assert(text.includes(`value="${iban}"`) && text.includes(holder_name));
  }
  assert.doesNotMatch(text, /<script|<link|<img|style="|onclick/);
});

test('a page may load nothing, run nothing, be framed nowhere, and gives its address to nobody', async (t) => {
  const bank = await startBank(t);
  const { authorisation_url } = await bank.ask({ return_url: 'https://shop.example:8443/back' });
  const { headers, text } = await read(authorisation_url);
  const style = text.slice(text.indexOf('<style>') + '<style>'.length, text.indexOf('</style>'));
  const policy = headers.get('content-security-policy')?.split('; ');
  assert.deepEqual(policy, [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self' https://shop.example:8443",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]);
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('a payer approves or refuses on the page, once', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const [, second] = await bank.payers('AED');
  const asked = await bank.ask();
  const approved = await send(asked.authorisation_url, { account: second?.iban ?? '', decision: 'approve' });
  assert.equal(approved.httpStatus, 200);
  assert.match(approved.text, /You have approved it/);
  assert.equal((await bank.consent(asked.consent_id)).account?.iban, second?.iban);
  for (const decision of ['refuse', 'approve']) {
    const again = await send(asked.authorisation_url, { account: second?.iban ?? '', decision });
    assert.equal(again.httpStatus, 200);
    assert.match(again.text, /decided already/);
  }
  assert.match((await read(asked.authorisation_url)).text, /decided already/);
  assert.equal((await bank.consent(asked.consent_id)).status, 'AUTHORISED');
  const refused = await bank.ask();
  assert.match((await send(refused.authorisation_url, { decision: 'refuse' })).text, /You have refused it/);
  await waitUntil(() => receiver.changes().length === 2, 'both decisions are told');
});

test('who has decided is sent back with the news, if there is somewhere to go', async (t) => {
  const bank = await startBank(t);
  const return_url = 'https://shop.example/back?basket=7&status=old';
  const asked = await bank.ask({ return_url });
  const refused = await send(asked.authorisation_url, { decision: 'refuse' });
  assert.equal(refused.httpStatus, 303);
  assert.equal(
    refused.headers.get('location'),
    `https://shop.example/back?basket=7&status=REJECTED&consent_id=${asked.consent_id}`,
  );
  const { checkout_url } = await bank.open('K 1/2', '10.00', { return_url: 'http://127.0.0.1/' });
  const [payer] = await bank.payers('AED');
  const paid = await send(checkout_url, { account: payer?.iban ?? '', decision: 'approve' });
  assert.equal(paid.httpStatus, 303);
  assert.equal(paid.headers.get('location'), 'http://127.0.0.1/?end_to_end_id=K+1%2F2&status=ACSP');
  assert.match(
    (await read(asked.authorisation_url)).text,
    /href="https:\/\/shop.example\/back\?basket=7&amp;status=old"/,
  );
});

test('a checkout is paid or refused on its page, once', async (t) => {
  const bank = await startBank(t);
  const [payer] = await bank.payers('AED');
  const fields = { account: payer?.iban ?? '', decision: 'approve' };
  const { checkout_url } = await bank.open('K1', '1234.50');
  const shown = await read(checkout_url);
  for (const words of ['1,234.50 AED', 'Falcon Trading LLC', 'Order 4711', 'Pay 1,234.50 AED']) {
    assert(shown.text.includes(words), words);
  }
  assert.match((await send(checkout_url, fields)).text, /You have paid 1,234.50 AED/);
  assert.match((await send(checkout_url, fields)).text, /decided already/);
  assert.equal((await bank.record('K1')).times_booked, 1);
  const refused = await bank.open('K2', '1.00');
  assert.match((await send(refused.checkout_url, { decision: 'refuse' })).text, /You have refused to pay 1.00 AED/);
  const closed = await bank.open('K3', '1.91');
  assert.match((await send(closed.checkout_url, fields)).text, /could not pay 1.91 AED. The account is closed/);
  const late = await bank.open('K4', '1.00');
  await bank.post('/advance', {});
  assert.match((await send(late.checkout_url, fields)).text, /time to pay is over/);
});

test('a choice that is none is shown again, with what is wrong, and decides nothing', async (t) => {
  const bank = await startBank(t);
  const { consent_id, authorisation_url } = await bank.ask();
  const { checkout_url } = await bank.open('K1', '1.00');
  const [dollars] = await bank.payers('USD');
  const [payer] = await bank.payers('AED');
  const iban = payer?.iban ?? '';
  for (const url of [authorisation_url, checkout_url]) {
    for (const body of [
      '',
      'decision=approve',
      `decision=approve&account=${dollars?.iban}`,
      "decision=approve&account=' or 1=1 --",
      `decision=sell&account=${iban}`,
      `decision=approve&decision=refuse&account=${iban}`,
      `decision=approve&account=${iban}&account=${iban}`,
      '%%%&=&&\u0000',
    ]) {
      const { httpStatus, text } = await send(url, body);
      assert.equal(httpStatus, 400, body);
      assert.match(text, /role="alert"/);
      assert.match(text, /<title>Not done: /);
    }
    assert.equal((await send(url, '{"decision":"refuse"}', 'application/json')).httpStatus, 415);
    assert.equal((await send(url, `decision=refuse&x=${'x'.repeat(9_000)}`)).httpStatus, 413);
    const odd = await send(url, '', 'multipart/form-data; boundary=x');
    assert.equal(odd.httpStatus, 415);
    assert.match(String(odd.headers.get('content-type')), /^text\/html/);
  }
  assert.equal((await bank.consent(consent_id)).status, 'AWAITING');
  assert.equal((await bank.paidStatus('K1'))[0]?.status, 'AWAITING');
});

test('under an address that nobody was given there is nothing', async (t) => {
  const bank = await startBank(t);
  const { authorisation_url } = await bank.ask();
  for (const path of ['x', `${'A'.repeat(32)}`, '%00', "'--", encodeURIComponent('<script>alert(1)</script>')]) {
    const { httpStatus, headers, text } = await read(`${bank.url}/authorise/${path}`);
    assert.equal(httpStatus, 404);
    assert.match(String(headers.get('content-type')), /^text\/html/);
    assert.doesNotMatch(text, /<script/);
    assert.equal((await send(`${bank.url}/authorise/${path}`, { decision: 'refuse' })).httpStatus, 404);
  }
  assert.equal((await fetch(`${authorisation_url.slice(0, -1)}`)).status, 404);
  assert.equal((await fetch(`${authorisation_url}/${'x'.repeat(5_000)}`)).status, 404);
});

test('texts of strangers are shown, and stay texts', async (t) => {
  const bank = await startBank(t);
  const evil = `"><script>alert('1')</script><img src=x onerror=y>&amp;\u0000\ud800`;
  const asked = await bank.ask({ creditor_name: evil, reference: evil });
  const opened = await bank.open('K1', '1.00', { creditor_name: evil, remittance: evil });
  for (const url of [asked.authorisation_url, opened.checkout_url]) {
    const { text } = await read(url);
    assert.doesNotMatch(text, /<script|<img/);
    assert(!text.includes('\0'));
    assert(text.includes('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;'));
    assert(text.includes('&amp;amp;'));
  }
});

test('without an account in the currency a payer can only refuse', async (t) => {
  const bank = await startBank(t);
  const { authorisation_url, consent_id } = await bank.ask({ currency: 'EUR' });
  const { text } = await read(authorisation_url);
  assert.match(text, /has an account in EUR/);
  assert.doesNotMatch(text, /value="approve"/);
  await send(authorisation_url, { decision: 'refuse' });
  assert.equal((await bank.consent(consent_id)).status, 'REJECTED');
});

test('pages are found where browsers reach the bank', async (t) => {
  const bank = await startBank(t, { publicUrl: 'https://bank.example/' });
  const { authorisation_url } = await bank.ask();
  assert.match(authorisation_url, /^https:\/\/bank\.example\/authorise\//);
});

test('HTML is made of HTML and of texts', () => {
  const { safe } = html`<p title="${'"\'<>&'}">${[html`<i>${'a<b'}</i>`, html``]}${'😀'}</p>`;
  assert.equal(safe, '<p title="&quot;&#39;&lt;&gt;&amp;"><i>a&lt;b</i>😀</p>');
});

test('amounts and IBANs are grouped for people', () => {
  assert.equal(amountInWords('1.00', 'AED'), '1.00 AED');
  assert.equal(amountInWords('123456789', 'JPY'), '123,456,789 JPY');
  assert.equal(amountInWords('-1000.50', 'AED'), '-1,000.50 AED');
  assert.equal(ibanInWords('AE12345'), 'AE12 345');
});
