import type { Json } from '../../capability.ts';
import { memberOf } from '../../json/json.ts';
import { tryParseJson } from '../../json/parse-json.ts';
import type { Outcome } from '../../running/runtime.ts';

/** What became of a call that writes: it was done, certainly nothing was done, or nobody knows. */
export type Verdict = 'done' | 'nothing-done' | 'unknown';

/** What the consumed API says about money in a body; null when it says nothing. */
export function moneyMovedOf(body: Json | undefined): 'no' | 'yes' | 'unknown' | null {
  const said = memberOf(body, 'money_moved');
  return said === 'no' || said === 'yes' || said === 'unknown' ? said : null;
}

// A server may have gone to work before it said 408 (RFC 9110 section 15.5.9).
const REQUEST_TIMEOUT = 408;

/**
 * Judges how a call that writes ended. In doubt it is unknown: that costs a question, the other way costs money.
 * @param isOneRequest false where the call takes several requests, of which some may have been carried out
 */
export function judge(outcome: Outcome, isOneRequest: boolean): Verdict {
  if (outcome.kind === 'fault') return onlyIf(isOneRequest && !outcome.outcomeUnknown);
  const { status, body } = outcome;
  if (status >= 200 && status < 300) return 'done';
  const said = moneyMovedOf(tryParseJson(new TextDecoder().decode(body)));
  if (said !== null) return onlyIf(said === 'no' && isOneRequest);
  return onlyIf(isOneRequest && status >= 400 && status < 500 && status !== REQUEST_TIMEOUT);
}

const onlyIf = (isCertain: boolean): Verdict => (isCertain ? 'nothing-done' : 'unknown');
