import type { Deps } from '../deps.ts';
import type { FeedEvent } from '../events/feed.ts';
import { type Judgement, judgeAttempt } from './attempt-rules.ts';
import { bodyOf } from './bodies.ts';
import type { DeliveryRow, TargetRow } from './deliveries-store.ts';
import type { Attempted } from './record-results.ts';
import type { Sender } from './send.ts';
import type { Sign } from './signer.ts';

/** One delivery, where it goes, and what it tells of; undefined when the event is no longer kept. */
export interface Sending {
  readonly delivery: DeliveryRow;
  readonly target: TargetRow;
  readonly event: FeedEvent | undefined;
}

const TIMEOUT_MS = 10_000;

/** Sends one delivery, once, and judges what came of it. Never throws for what an endpoint does. */
export async function makeAttempt(
  deps: Pick<Deps, 'clock' | 'metrics'>,
  { send, sign }: { readonly send: Sender['send']; readonly sign: Sign },
  { delivery, target, event }: Sending,
): Promise<Attempted> {
  const at = deps.clock.now();
  const firstAttemptAt = delivery.firstAttemptAt ?? at;
  const body = event && bodyOf(target.dialect, event, firstAttemptAt);
  if (event === undefined || body === undefined) {
    const error = event ? 'This endpoint is not sent events of this type.' : 'The event is no longer kept.';
    const nothing = { durationMs: 0, httpCode: null, answer: null };
    return { delivery, target, at, ...nothing, ...outcomeOf({ kind: 'failed', error }) };
  }
  if (delivery.attempts === 0) deps.metrics.deliveryLag.observe((at.getTime() - event.createdAt.getTime()) / 1000);
  const headers = { 'content-type': 'application/json', ...sign(target, event.id, body, at) };
  const sent = await send({ url: target.url, headers, body, timeoutMs: TIMEOUT_MS });
  const { dialect, retrySeconds, giveUpSeconds } = target;
  const judged = judgeAttempt({
    ...{ dialect, sent, attempts: delivery.attempts, firstAttemptAt, retrySeconds, giveUpSeconds },
    now: deps.clock.now(),
    random: Math.random,
  });
  const { httpCode, answer, durationMs } = sent;
  return { delivery, target, at, httpCode, answer, durationMs, ...outcomeOf(judged) };
}

function outcomeOf(judged: Judgement): Pick<Attempted, 'state' | 'dueAt' | 'error' | 'gone'> {
  switch (judged.kind) {
    case 'delivered':
      return { state: 'delivered', dueAt: null, error: null, gone: false };
    case 'retry':
      return { state: 'pending', dueAt: judged.dueAt, error: judged.error, gone: false };
    case 'failed':
    case 'gone':
      return { state: 'failed', dueAt: null, error: judged.error, gone: judged.kind === 'gone' };
  }
}
