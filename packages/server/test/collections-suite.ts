import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type {
  Charge,
  ChargeOutcome,
  CheckoutRequest,
  Collections,
  ConsentNews,
  ConsentRequest,
} from '../src/banks/collections.ts';
import type { Callback, Connector } from '../src/banks/connector.ts';
import { freePort } from './free-port.ts';
import { type Hostile, type Speaker, say, startHostile, unreliable } from './hostile-bank.ts';
import { type Json, until } from './running-sarf.ts';

/** What a bank that collects brings along, beside the rest. */
export interface CollectionsBench {
  /** Starts a bank; it takes so long to carry out a revocation. */
  startBank(revokeMs?: number): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** A consent that the bank puts before the customer. */
  consent(consentId: string): ConsentRequest;
  /** A consent that the bank refuses to put before anybody. */
  readonly impossibleConsent: ConsentRequest;
  /** A charge of an amount that makes the bank do what its fate says. */
  charge(endToEndId: string, consentId: string, fate: ChargeFate): Charge;
  checkout(endToEndId: string): CheckoutRequest;
  /** Decides at the bank, as the customer or the bank would. */
  decide(bankUrl: string, consentId: string, decision: Decision): Promise<void>;
  decideCheckout(bankUrl: string, endToEndId: string, decision: 'approve' | 'refuse'): Promise<void>;
  /** The code with which the bank refuses a charge under a consent that is not in force. */
  readonly noConsentCode: string;
  /** An answer to a question about consents that says they are authorised. */
  consentsAnswerOf(consentIds: readonly string[]): Json;
  /** An answer that leads customers to this page. */
  invitationTo(url: string): Json;
  /** A callback that says these charges are completed and these consents revoked. */
  newsOf(endToEndIds: readonly string[], consentIds: readonly string[]): Pick<Callback, 'headers' | 'rawBody'>;
}

type ChargeFate = 'accepted' | 'rejected' | 'dropped' | 'late';
type Decision = 'approve' | 'refuse' | 'suspend' | 'resume' | 'revoke' | 'expire';

export type CollectingBench = Speaker & {
  connect(bankUrl: string, timeoutMs?: number): Connector;
  readonly rejectedCode: string;
  readonly collecting: CollectionsBench;
};

let made = 0;
const newIds = (count: number): string[] => Array.from({ length: count }, () => `CHARGE${++made}`);
const newConsents = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
const kindsOf = (news: readonly (ChargeOutcome | ConsentNews)[]): string[] => news.map(({ kind }) => kind);
const idsOf = (outcomes: readonly ChargeOutcome[]): string[] => outcomes.map(({ endToEndId }) => endToEndId);

function collectionsOf({ collections }: Connector): Collections {
  assert(collections, 'this bank collects');
  return collections;
}

/** What every connection to a bank that collects has to do. Registers the tests of one. */
export function collectionsSuite(bench: CollectingBench): void {
  describe('collecting', () => {
    withTheBank(bench);
    withHostileBanks(bench);
    readingNews(bench);
    test('where nothing listens, nothing was sent', async () => {
      const collections = collectionsOf(bench.connect(`http://127.0.0.1:${await freePort()}`));
      const [id = '', consentId = ''] = [...newIds(1), ...newConsents(1)];
      assert.deepEqual(kindsOf(await collections.charge([bench.collecting.charge(id, consentId, 'accepted')])), [
        'not_sent',
      ]);
      assert.deepEqual(kindsOf(await collections.chargesOf([id])), ['not_sent']);
      await saysNothing(bench, collections);
    });
  });
}

function withTheBank(bench: CollectingBench): void {
  const { collecting } = bench;
  describe('with its bank', () => {
    let bank: Awaited<ReturnType<CollectionsBench['startBank']>>;
    let collections: Collections;
    before(async () => {
      bank = await collecting.startBank();
      collections = collectionsOf(bench.connect(bank.url));
    });
    after(() => bank.stop());

    const authorised = async (): Promise<string> => {
      const [id = ''] = newConsents(1);
      assert.equal((await collections.requestConsent(collecting.consent(id))).kind, 'invited');
      await collecting.decide(bank.url, id, 'approve');
      return id;
    };

    consents(bench, () => ({ bankUrl: bank.url, collections }));
    charges(bench, () => ({ bankUrl: bank.url, collections, authorised }));
    unansweredCharges(bench, () => ({ bankUrl: bank.url, collections, authorised }));
    checkouts(bench, () => ({ bankUrl: bank.url, collections }));

    test('a bank that takes its time with a revocation is told first, and confirms it later', async () => {
      const slow = await collecting.startBank(300);
      try {
        const there = collectionsOf(bench.connect(slow.url));
        const [id = ''] = newConsents(1);
        await there.requestConsent(collecting.consent(id));
        await collecting.decide(slow.url, id, 'approve');
        assert.deepEqual(await there.revokeConsent(id), { kind: 'told' });
        await until('it is confirmed', async () => (await there.revokeConsent(id)).kind === 'confirmed');
        assert.deepEqual(kindsOf(await there.consentsOf([id])), ['revoked']);
      } finally {
        await slow.stop();
      }
    });
  });
}

interface There {
  readonly bankUrl: string;
  readonly collections: Collections;
}

function consents({ collecting }: CollectingBench, there: () => There): void {
  test('a consent gets a page, the same one however often it is asked for', async () => {
    const { collections } = there();
    const [id = '', other = ''] = newConsents(2);
    const first = await collections.requestConsent(collecting.consent(id));
    assert(first.kind === 'invited', JSON.stringify(first));
    assert.match(first.url, /^https?:/);
    assert.equal((await fetch(first.url)).status, 200);
    assert.deepEqual(await collections.requestConsent(collecting.consent(id)), first);
    const second = await collections.requestConsent(collecting.consent(other));
    assert(second.kind === 'invited' && second.url !== first.url);
  });

  test('how consents stand is told one by one, in their order, of those that the bank knows', async () => {
    const { bankUrl, collections } = there();
    const [waiting = '', refused = '', never = '', given = ''] = newConsents(4);
    for (const id of [waiting, refused, given]) await collections.requestConsent(collecting.consent(id));
    await collecting.decide(bankUrl, refused, 'refuse');
    await collecting.decide(bankUrl, given, 'approve');
    const news = await collections.consentsOf([given, never, waiting, refused, given]);
    assert.deepEqual(kindsOf(news), ['authorised', 'not_known', 'awaiting', 'rejected', 'authorised']);
    assert.deepEqual(
      news.map(({ consentId }) => consentId),
      [given, never, waiting, refused, given],
    );
    const [of, , none] = news;
    assert(of?.account && none?.account === null);
    assert(of.account.holderName && of.account.bankIdentifier);
    assert.match(of.account.iban, /^[A-Z]{2}\d{2}[A-Z0-9]+$/);
    assert.equal(of.account.currency, collecting.consent(given).currency);
    assert.deepEqual(await collections.consentsOf([]), []);
  });

  test('what becomes of a consent at the bank is seen', async () => {
    const { bankUrl, collections } = there();
    const [id = '', over = ''] = newConsents(2);
    for (const one of [id, over]) await collections.requestConsent(collecting.consent(one));
    const seen: string[] = [];
    for (const decision of ['approve', 'suspend', 'resume', 'revoke'] as const) {
      await collecting.decide(bankUrl, id, decision);
      seen.push(...kindsOf(await collections.consentsOf([id])));
    }
    assert.deepEqual(seen, ['authorised', 'suspended', 'authorised', 'revoked']);
    await collecting.decide(bankUrl, over, 'expire');
    assert.deepEqual(kindsOf(await collections.consentsOf([over])), ['expired']);
  });

  test('a consent that is revoked is confirmed, however often it is told', async () => {
    const { bankUrl, collections } = there();
    const [id = '', never = ''] = newConsents(2);
    await collections.requestConsent(collecting.consent(id));
    await collecting.decide(bankUrl, id, 'approve');
    for (const _ of [1, 2]) assert.deepEqual(await collections.revokeConsent(id), { kind: 'confirmed' });
    assert.deepEqual(kindsOf(await collections.consentsOf([id])), ['revoked']);
    assert.equal((await collections.revokeConsent(never)).kind, 'no_answer');
  });

  test('a consent that the bank puts before nobody is refused, in a word and a sentence', async () => {
    const refused = await there().collections.requestConsent(collecting.impossibleConsent);
    assert(refused.kind === 'refused', JSON.stringify(refused));
    assert.match(refused.code, /^[A-Z][A-Z0-9_]+$/);
    assert.match(refused.message, /\S/);
  });
}

function charges(bench: CollectingBench, there: () => There & { authorised(): Promise<string> }): void {
  const { collecting } = bench;

  test('gives one outcome for each charge, in their order, and says who pays', async () => {
    const { collections, authorised } = there();
    const consentId = await authorised();
    const ids = newIds(9);
    const fates = ids.map((_, index): ChargeFate => (index % 3 ? 'accepted' : 'rejected'));
    const asked = ids.map((id, index) => collecting.charge(id, consentId, fates[index] ?? 'accepted'));
    const outcomes = await collections.charge(asked);
    assert.deepEqual(idsOf(outcomes), ids);
    assert.deepEqual(
      kindsOf(outcomes),
      fates.map((fate) => (fate === 'accepted' ? 'pending' : 'rejected')),
    );
    assert.equal(outcomes[0]?.code, bench.rejectedCode);
    const [{ account } = { account: null }] = await collections.consentsOf([consentId]);
    assert.deepEqual(outcomes[1]?.payer, { name: account?.holderName, iban: account?.iban });
    assert(outcomes[1]?.bankReference);
    const done = await until('they are completed', async () => {
      const now = await collections.chargesOf(ids);
      return !kindsOf(now).includes('pending') && now;
    });
    assert.deepEqual(idsOf(done), ids);
    assert.deepEqual(kindsOf(done), fates);
    assert.deepEqual(done[1]?.payer, outcomes[1]?.payer);
  });

  test('charges nobody under a consent that is not in force', async () => {
    const { bankUrl, collections, authorised } = there();
    const [waiting = ''] = newConsents(1);
    await collections.requestConsent(collecting.consent(waiting));
    const [revoked, suspended] = [await authorised(), await authorised()];
    await collections.revokeConsent(revoked);
    await collecting.decide(bankUrl, suspended, 'suspend');
    const [id = '', ...more] = newIds(4);
    const under = [waiting, revoked, suspended];
    const outcomes = await collections.charge(
      under.map((consentId, index) => collecting.charge(more[index] ?? '', consentId, 'accepted')),
    );
    assert.deepEqual(kindsOf(outcomes), ['rejected', 'rejected', 'rejected']);
    for (const { code } of outcomes) assert.equal(code, collecting.noConsentCode);
    const [never] = await collections.charge([collecting.charge(id, randomUUID(), 'accepted')]);
    assert.equal(never?.kind, 'rejected');
  });
}

function unansweredCharges(bench: CollectingBench, there: () => There & { authorised(): Promise<string> }): void {
  const { collecting } = bench;

  test('a call that was not answered says nothing, and a question finds out', async () => {
    const { bankUrl, collections, authorised } = there();
    const consentId = await authorised();
    const ids = newIds(2);
    const [id = '', dropped = ''] = ids;
    const outcomes = await collections.charge([
      collecting.charge(id, consentId, 'accepted'),
      collecting.charge(dropped, consentId, 'dropped'),
    ]);
    assert.deepEqual(kindsOf(outcomes), ['unknown', 'unknown']);
    for (const kind of kindsOf(await collections.chargesOf(ids))) assert.match(kind, /^(pending|accepted)$/);
    const [late = '', never = ''] = newIds(2);
    const hasty = collectionsOf(bench.connect(bankUrl, 1500));
    assert.deepEqual(kindsOf(await hasty.charge([collecting.charge(late, consentId, 'late')])), ['unknown']);
    const [after, unseen] = await collections.chargesOf([late, never]);
    assert.match(after?.kind ?? '', /^(pending|accepted)$/);
    assert.equal(unseen?.kind, 'not_known');
  });

  test('takes as many at once as it says it does', async () => {
    const { bankUrl, collections, authorised } = there();
    const consentId = await authorised();
    const ids = newIds(bench.connect(bankUrl).capabilities.instructionsMax);
    const outcomes = await collections.charge(ids.map((id) => collecting.charge(id, consentId, 'accepted')));
    assert.deepEqual(idsOf(outcomes), ids);
    assert(!kindsOf(outcomes).includes('unknown'));
    assert.deepEqual(idsOf(await collections.chargesOf(ids)), ids);
    assert.equal((await collections.consentsOf(ids.map(() => consentId))).length, ids.length);
  });
}

function checkouts({ collecting }: CollectingBench, there: () => There): void {
  test('a checkout gets a page, waits for the payer, and is paid or refused by them', async () => {
    const { bankUrl, collections } = there();
    const ids = newIds(3);
    const [paid = '', refused = '', open = ''] = ids;
    for (const id of ids) {
      const first = await collections.requestCheckout(collecting.checkout(id));
      assert(first.kind === 'invited', JSON.stringify(first));
      assert.equal((await fetch(first.url)).status, 200);
      assert.deepEqual(await collections.requestCheckout(collecting.checkout(id)), first);
    }
    assert.deepEqual(kindsOf(await collections.chargesOf(ids)), ['awaiting', 'awaiting', 'awaiting']);
    await collecting.decideCheckout(bankUrl, paid, 'approve');
    await collecting.decideCheckout(bankUrl, refused, 'refuse');
    const outcomes = await until('the first is paid', async () => {
      const now = await collections.chargesOf([paid, open, refused]);
      return now[0]?.kind === 'accepted' && now;
    });
    assert.deepEqual(kindsOf(outcomes), ['accepted', 'awaiting', 'rejected']);
    assert(outcomes[0]?.payer?.name && outcomes[0].payer.iban);
    assert.equal(outcomes[1]?.payer, null);
    assert(outcomes[2]?.code);
  });
}

/** Fails unless nothing that this bank answers to the rest is relied on. */
async function saysNothing({ collecting }: CollectingBench, collections: Collections): Promise<void> {
  const [consentId = '', other = ''] = newConsents(2);
  const [id = ''] = newIds(1);
  const [consent, checkout, telling] = await Promise.all([
    collections.requestConsent(collecting.consent(consentId)),
    collections.requestCheckout(collecting.checkout(id)),
    collections.revokeConsent(consentId),
  ]);
  for (const answer of [consent, checkout, telling]) {
    assert.equal(answer.kind, 'no_answer');
    assert(answer.kind !== 'no_answer' || answer.message !== '');
  }
  const news = await collections.consentsOf([consentId, other]);
  assert.deepEqual(news, [
    { consentId, kind: 'unknown', account: null },
    { consentId: other, kind: 'unknown', account: null },
  ]);
}

function withHostileBanks(bench: CollectingBench): void {
  const { collecting } = bench;
  describe('with a hostile bank', () => {
    let hostile: Hostile;
    let collections: Collections;
    before(async () => {
      hostile = await startHostile(bench.idsIn);
      collections = collectionsOf(bench.connect(hostile.url));
    });
    after(() => hostile.stop());
    const chargesFor = (ids: readonly string[]) => ids.map((id) => collecting.charge(id, randomUUID(), 'accepted'));

    for (const [name, behaviour] of Object.entries(unreliable(bench))) {
      test(`${name} says nothing`, async () => {
        const ids = newIds(2);
        hostile.behave(behaviour);
        for (const outcomes of [await collections.charge(chargesFor(ids)), await collections.chargesOf(ids)]) {
          assert.deepEqual(idsOf(outcomes), ids);
          assert.deepEqual(kindsOf(outcomes), ['unknown', 'unknown']);
        }
        assert.equal(hostile.requests.length, 2);
        await saysNothing(bench, collections);
      });
    }

    test('one charge that the bank cannot read is refused alone, and none is handed over twice', async () => {
      const ids = newIds(5);
      const bad = ids[3] ?? '';
      const taken: string[] = [];
      hostile.behave((response, sent) => {
        if (sent.includes(bad)) return say(response, 400, '{}');
        taken.push(...sent);
        say(response, 200, JSON.stringify(bench.answerOf(sent)));
      });
      const outcomes = await collections.charge(chargesFor(ids));
      assert.deepEqual(
        kindsOf(outcomes),
        ids.map((id) => (id === bad ? 'rejected' : 'pending')),
      );
      assert.deepEqual(taken.toSorted(), ids.filter((id) => id !== bad).toSorted());
    });

    halfAnswers(collecting, () => ({ hostile, collections }));
  });
}

function halfAnswers(
  collecting: CollectionsBench,
  there: () => { readonly hostile: Hostile; readonly collections: Collections },
): void {
  test('consents that an answer leaves out are unknown, whatever it says of the others', async () => {
    const { hostile, collections } = there();
    const [one = '', other = ''] = newConsents(2);
    hostile.behave((response) =>
      say(response, 200, JSON.stringify(collecting.consentsAnswerOf([other, randomUUID()]))),
    );
    assert.deepEqual(kindsOf(await collections.consentsOf([one, other])), ['unknown', 'authorised']);
  });

  test('customers are sent to web pages alone', async () => {
    const { hostile, collections } = there();
    const [id = ''] = newIds(1);
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '/authorise/x',
      '',
      'http://',
    ]) {
      hostile.behave((response) => say(response, 201, JSON.stringify(collecting.invitationTo(url))));
      assert.equal((await collections.requestCheckout(collecting.checkout(id))).kind, 'no_answer', url);
    }
    const good = JSON.stringify(collecting.invitationTo('https://bank.test/x'));
    hostile.behave((response) => say(response, 202, good));
    assert.equal((await collections.requestCheckout(collecting.checkout(id))).kind, 'no_answer');
    hostile.behave((response) => say(response, 201, good));
    assert.deepEqual(await collections.requestCheckout(collecting.checkout(id)), {
      kind: 'invited',
      url: 'https://bank.test/x',
    });
  });
}

function readingNews(bench: CollectingBench): void {
  test('a callback tells of charges and of consents, apart from payouts', () => {
    const connector = bench.connect('http://127.0.0.1:1');
    const [ids, consentIds] = [newIds(2), newConsents(2)];
    const read = (...what: Parameters<CollectionsBench['newsOf']>) =>
      connector.readCallback({ ...bench.collecting.newsOf(...what), now: new Date() });
    const news = read(ids, consentIds);
    assert(news);
    assert.deepEqual(news.outcomes, []);
    assert.deepEqual(idsOf(news.charges), ids);
    assert.deepEqual(kindsOf(news.charges), ['accepted', 'accepted']);
    assert.deepEqual(
      news.consents.map(({ consentId }) => consentId),
      consentIds,
    );
    assert.deepEqual(kindsOf(news.consents), ['revoked', 'revoked']);
    assert.deepEqual(read([], [])?.consents, []);
    // An id that is none of ours would fail all the news that it came with.
    assert.deepEqual(kindsOf(read([], ['nonsense', ...consentIds])?.consents ?? []), ['revoked', 'revoked']);
  });
}
