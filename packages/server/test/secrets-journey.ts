import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createClient } from '../src/auth/clients.ts';
import { rotateSigningKey } from '../src/auth/signing-keys.ts';
import { callbackSecret } from '../src/compose.ts';
import { unseal } from '../src/foundation/seal.ts';
import { allScopes, NOBODY } from './doors.ts';
import { fetchToken, type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

// A program: lives through a day with good and bad requests, a bank that goes away and bugs of ours, so that
// whoever started it can read the log. Writes what the log must not have into the file it is given.

const NAME = 'Wilhelmina Qureshi-Oduya';
const IBAN = 'AE260260001008223921001';
const ACCOUNT_NUMBER = '77345600981234';
const TAB = 'a\tb';

/** Good and bad requests of every kind. Gives the tokens and texts that went over the wire. */
async function ask(sarf: RunningSarf): Promise<string[]> {
  const secrets: string[] = [];
  const client = await createClient(sarf.deps, sarf.sandbox.applicationId, 'journey', allScopes);
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
  const token = await fetchToken(sarf.apiUrl, { ...sarf.sandbox, client });
  secrets.push(client.clientSecret, basic, token, token.split('.')[2] ?? '', await sarf.token());
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const secret of [client.clientSecret, `${client.clientSecret}wrong`]) {
    for (const grant of ['client_credentials', 'password', '']) {
      const text = `client_id=${client.clientId}&client_secret=${secret}&grant_type=${grant}&scope=x`;
      await send(`${sarf.apiUrl}/oauth2/token`, 'POST', text, form);
    }
  }
  for (const wrong of [`${token}x`, token.slice(0, -5), `${token.split('.').slice(0, 2).join('.')}.`]) {
    await send(`${sarf.apiUrl}/payouts/v1/payments`, 'GET', undefined, { authorization: `Bearer ${wrong}` });
  }
  await sarf.call('GET', `/payouts/v1/${encodeURIComponent(IBAN)}?access_token=${token}`);
  await sarf.call('GET', `/payouts/v1/${token}`);

  const destinations = [
    { beneficiary_name: NAME, iban: IBAN },
    { beneficiary_name: NAME, iban: IBAN.replace('26', '27') },
    { beneficiary_name: NAME, iban: IBAN, country: 'SA', memo: IBAN },
    { beneficiary_name: NAME, account_number: ACCOUNT_NUMBER, bank_code: 'X', country: 'US' },
    { beneficiary_name: `${NAME}${TAB}`, iban: `${IBAN}${TAB}` },
  ];
  for (const body of destinations) await sarf.call('POST', '/payouts/v1/payment/destinations', body);
  await sarf.call('POST', '/payouts/v1/payment/destinations', `{"beneficiary_name":"${NAME}","iban":"${IBAN}"`);
  await sarf.call('POST', '/payouts/v1/payment/destinations', `${NAME} ${IBAN}`, { 'content-type': 'text/plain' });
  await sarf.call('GET', '/payouts/v1/payment/destinations');
  return secrets;
}

/** Payouts that complete and fail, are told of by the bank, and fall into doubt. */
async function pay(sarf: RunningSarf): Promise<void> {
  const { body } = await sarf.call('POST', '/payouts/v1/payment/destinations', { beneficiary_name: NAME, iban: IBAN });
  const to = { destination_id: body.id, description: `For ${NAME}` };
  const completed = await sarf.pay(10, to);
  await sarf.reach(completed, 'completed');
  await sarf.reach(await sarf.pay(10.91, to), 'completed', 'failed', 'returned', 'in_doubt');
  const { body: payout } = await sarf.call('GET', `/payouts/v1/${completed}`);
  const item = { end_to_end_id: payout.end_to_end_id, status: 'RJCT', reason_code: 'AC04', bank_reference: null };
  const news = JSON.stringify({ notifications: [{ ...item, reason: `Account of ${NAME} is closed` }] });
  const at = Math.floor(Date.now() / 1000);
  const secret = callbackSecret(sarf.deps.secretKey);
  for (const key of [secret, `${secret}x`]) {
    await send(`${sarf.apiUrl}/banks/v1/callbacks/sandbox`, 'POST', news, {
      'bank-timestamp': String(at),
      'bank-signature': `v1=${createHmac('sha256', key).update(`${at}.${news}`).digest('hex')}`,
    });
  }
  await sarf.stopBank();
  const waiting = await sarf.pay(11, to);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await sarf.startBank();
  await sarf.reach(waiting, 'completed');
}

/** Bugs of ours: the database refuses what the code thinks is right, and its error tells the whole row. */
async function breakRows(sarf: RunningSarf): Promise<void> {
  await sarf.sql`alter table destinations add check (beneficiary_name <> ${sarf.sql.unsafe(`'${NAME}'`)}) not valid`;
  await sarf.sql`alter table payouts add check (reference <> ${sarf.sql.unsafe(`'${IBAN}'`)}) not valid`;
  const destination = { beneficiary_name: NAME, iban: IBAN, currency: 'USD' };
  const broken = await sarf.call('POST', '/payouts/v1/payment/destinations', destination);
  const payout = { amount: 10, currency: 'AED', destination_id: sarf.sandbox.destinationId, reference: IBAN };
  const alsoBroken = await sarf.call('POST', '/payouts/v1/payment', { ...payout, description: NAME });
  for (const { status, body } of [broken, alsoBroken]) {
    if (status !== 500) throw new Error(`the database should have refused it: ${JSON.stringify(body)}`);
  }
  await sarf.call('GET', `/payouts/v1/${NOBODY}`);
}

const [file = ''] = process.argv.slice(2);
const sarf = await startSarf();
try {
  const secrets = await ask(sarf);
  await pay(sarf);
  await breakRows(sarf);
  await rotateSigningKey(sarf.deps);
  const keys = await sarf.sql<{ sealedPrivateJwk: string }[]>`select sealed_private_jwk from signing_keys`;
  for (const { sealedPrivateJwk } of keys) {
    const jwk: Json = JSON.parse(unseal(sarf.deps.secretKey, 'signing key', sealedPrivateJwk));
    secrets.push(jwk.d, sealedPrivateJwk);
  }
  secrets.push(sarf.deps.secretKey.toString('hex'), sarf.deps.secretKey.toString('base64'));
  secrets.push(callbackSecret(sarf.deps.secretKey), sarf.sandbox.client.clientSecret);
  secrets.push(...sarf.sandbox.accounts.map(({ iban }) => iban), 'Amina Haddad', NAME, IBAN, ACCOUNT_NUMBER);
  secrets.push(new URL(sarf.databaseUrl).password);
  await writeFile(file, JSON.stringify(secrets));
} finally {
  await sarf.stop();
}
