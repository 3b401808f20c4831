import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type AttemptMade, judgeAttempt, pauseOf } from './attempt-rules.ts';

const HOUR = 3600;
const RETRY_SECONDS = [60, 120, 300, 600, HOUR, 3 * HOUR, 6 * HOUR];
const firstAttemptAt = new Date('2026-03-01T10:00:00Z');
const later = (seconds: number): Date => new Date(firstAttemptAt.getTime() + seconds * 1000);

const answered = (httpCode: number, retryAfter: string | null = null) => ({ httpCode, error: null, retryAfter });
const unanswered = { httpCode: null, error: 'The connection was refused.', retryAfter: null };

const judge = (more: Partial<AttemptMade>) =>
  judgeAttempt({
    dialect: 'sarf',
    sent: answered(500),
    attempts: 0,
    firstAttemptAt,
    now: firstAttemptAt,
    retrySeconds: RETRY_SECONDS,
    giveUpSeconds: 72 * HOUR,
    random: () => 0.5,
    ...more,
  });
/** Seconds until the next attempt. */
const pauseAfter = (more: Partial<AttemptMade>): number => {
  const judgement = judge(more);
  assert.equal(judgement.kind, 'retry');
  return judgement.kind === 'retry' ? (judgement.dueAt.getTime() - (more.now ?? firstAttemptAt).getTime()) / 1000 : 0;
};

describe('an attempt has succeeded', () => {
  const cases: readonly (readonly ['sarf' | 'lean', number, string])[] = [
    ['sarf', 200, 'delivered'],
    ['sarf', 201, 'delivered'],
    ['sarf', 202, 'delivered'],
    ['sarf', 204, 'delivered'],
    ['sarf', 299, 'delivered'],
    ['sarf', 199, 'retry'],
    ['sarf', 300, 'retry'],
    ['sarf', 302, 'retry'],
    ['sarf', 308, 'retry'],
    ['sarf', 400, 'retry'],
    ['sarf', 404, 'retry'],
    ['sarf', 410, 'gone'],
    ['sarf', 429, 'retry'],
    ['sarf', 503, 'retry'],
    ['lean', 200, 'delivered'],
    ['lean', 201, 'retry'],
    ['lean', 204, 'retry'],
    ['lean', 302, 'retry'],
    ['lean', 410, 'gone'],
  ];
  for (const [dialect, code, kind] of cases) {
    test(`or not, in ${dialect} after HTTP ${code}: ${kind}`, () => {
      assert.equal(judge({ dialect, sent: answered(code) }).kind, kind);
    });
  }

  test('only with a complete answer', () => {
    const broken = { ...answered(200), error: 'The connection broke in the middle of the answer.' };
    assert.equal(judge({ sent: broken }).kind, 'retry');
    assert.equal(judge({ sent: unanswered }).kind, 'retry');
  });
});

describe('what was wrong', () => {
  const errorOf = (more: Partial<AttemptMade>): string => {
    const judgement = judge(more);
    return 'error' in judgement ? judgement.error : '';
  };

  test('is said in a sentence', () => {
    assert.equal(errorOf({ sent: answered(503) }), 'It answered with HTTP 503.');
    assert.equal(errorOf({ sent: answered(301) }), 'It answered with HTTP 301; redirects are not followed.');
    assert.equal(errorOf({ sent: unanswered }), unanswered.error);
    assert.match(errorOf({ dialect: 'lean', sent: answered(204) }), /HTTP 204; .* only 200/);
    assert.equal(errorOf({ sent: answered(410) }), 'It answered with HTTP 410.');
    assert.match(errorOf({ sent: { httpCode: null, error: null, retryAfter: null } }), /no answer/);
  });
});

describe('the next attempt', () => {
  test('comes after the pause of the table, and the last pause is repeated', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 100].map((attempts) => pauseAfter({ attempts }));
    assert.deepEqual(pauses, [...RETRY_SECONDS, 6 * HOUR, 6 * HOUR]);
    assert.equal(pauseAfter({ retrySeconds: [7], attempts: 3 }), 7);
  });

  test('comes a tenth earlier or later', () => {
    assert.equal(pauseAfter({ random: () => 0 }), 54);
    assert.equal(pauseAfter({ random: () => 0.999_999_999 }), 66);
  });

  test('is the last one when the time to give up comes, and then there is none', () => {
    assert.equal(pauseAfter({ now: later(71 * HOUR), attempts: 15 }), HOUR);
    assert.equal(pauseAfter({ giveUpSeconds: 10 }), 10);
    assert.equal(judge({ now: later(72 * HOUR), attempts: 16 }).kind, 'failed');
    assert.equal(judge({ now: later(90 * HOUR), attempts: 16 }).kind, 'failed');
    assert.equal(judge({ now: later(90 * HOUR), sent: answered(200) }).kind, 'delivered');
    assert.equal(judge({ now: later(90 * HOUR), sent: answered(410) }).kind, 'gone');
  });

  test('waits for as long as the receiver asks, at most six hours', () => {
    const asked = (text: string): number => pauseAfter({ sent: answered(429, text) });
    assert.equal(asked('600'), 600);
    assert.equal(asked('0'), 60);
    assert.equal(asked('10'), 60);
    assert.equal(asked('999999'), 6 * HOUR);
    assert.equal(asked('9'.repeat(400)), 6 * HOUR);
    assert.equal(asked(later(900).toUTCString()), 900);
    assert.equal(asked(later(-900).toUTCString()), 60);
    assert.equal(asked(later(30 * HOUR).toUTCString()), 6 * HOUR);
    assert.equal(pauseAfter({ sent: answered(503, String(HOUR)), retrySeconds: [8 * HOUR] }), 8 * HOUR);
  });

  test('does not mind what it cannot read', () => {
    for (const text of ['', 'soon', '-5', '1.5', '1e9', '5 minutes', 'NaN']) {
      assert.equal(pauseAfter({ sent: answered(429, text) }), 60, text);
    }
  });

  test('waits no longer than until the time to give up, whatever the receiver asks', () => {
    assert.equal(pauseAfter({ sent: answered(429, String(5 * HOUR)), now: later(70 * HOUR) }), 2 * HOUR);
  });

  test('is always later than now, and never after the time to give up', () => {
    const retryAfter = fc.option(fc.oneof(fc.nat().map(String), fc.date().map(String), fc.string()));
    fc.assert(
      fc.property(
        fc.record({
          dialect: fc.constantFrom('sarf' as const, 'lean' as const),
          sent: fc.record({
            httpCode: fc.option(fc.integer({ min: 100, max: 599 })),
            error: fc.option(fc.constant('It broke.')),
            retryAfter,
          }),
          attempts: fc.nat(),
          now: fc.integer({ min: 0, max: 100 * HOUR }).map(later),
          retrySeconds: fc.array(fc.integer({ min: 1, max: 604_800 }), { minLength: 1, maxLength: 10 }),
          giveUpSeconds: fc.integer({ min: 1, max: 90 * HOUR }),
          random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map((value) => () => value),
        }),
        (made) => {
          const judgement = judge(made);
          const isGivenUp = made.now >= later(made.giveUpSeconds);
          if (judgement.kind === 'retry') {
            assert.ok(judgement.dueAt > made.now);
            assert.ok(judgement.dueAt <= later(made.giveUpSeconds));
            assert.ok(!isGivenUp);
          }
          if (judgement.kind === 'failed') assert.ok(isGivenUp);
          if (judgement.kind !== 'delivered') assert.match(judgement.error, /^[A-Z].*\.$/);
          const isSuccess = made.sent.httpCode === 200 && made.sent.error === null;
          if (isSuccess) assert.equal(judgement.kind, 'delivered');
        },
      ),
    );
  });
});

describe('an endpoint that keeps failing', () => {
  const pauseSeconds = (failures: number): number | null => {
    const until = pauseOf(failures, firstAttemptAt);
    return until && (until.getTime() - firstAttemptAt.getTime()) / 1000;
  };

  test('is left alone from the fifth failure on, for longer each time, for a quarter of an hour at most', () => {
    const pauses = [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 50, 5000].map(pauseSeconds);
    assert.deepEqual(pauses, [null, null, null, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
  });
});
