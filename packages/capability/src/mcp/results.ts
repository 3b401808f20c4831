import type { Json, JsonObject } from '../capability.ts';
import { isJsonObject, memberOf } from '../json/json.ts';
import { tryParseJson } from '../json/parse-json.ts';
import type { Outcome } from '../running/runtime.ts';
import type { Checker } from './check-arguments.ts';
import { moneyMovedOf } from './replays/judge.ts';
import type { Carried } from './replays/replays.ts';

/** What tools/call answers (MCP, server/tools). */
export interface ToolResult {
  readonly [key: string]: unknown;
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent?: Record<string, Json>;
  readonly isError?: true;
  readonly _meta?: Record<string, unknown>;
}

const text = (words: string): ToolResult['content'][number] => ({ type: 'text', text: words });

// A message of an API goes into a sentence; the whole answer follows it anyway.
const MESSAGE_LENGTH_MAX = 500;

/** The result for arguments that do not fit. Nothing was sent. */
export const invalidArguments = (faults: readonly string[]): ToolResult => ({
  content: [text(`invalid-arguments: ${faults.join('; ')}. (money_moved: no; retryable: false)`)],
  isError: true,
});

/**
 * The result of a call: the body as it came, and as structured content where it is an object. With an output schema there
 * is always structured content, of which what does not fit is left out: clients take an answer without it, or with
 * what does not fit, for an error. A refusal begins with one sentence that says why, and whether money moved.
 * @param writes may the call have changed something?
 */
export function resultOf(outcome: Outcome, checkOutput: Checker | null, writes: boolean): ToolResult {
  if (outcome.kind === 'fault') return faultResult(outcome, writes && outcome.outcomeUnknown);
  const words = bodyText(outcome);
  const body = tryParseJson(words);
  if (outcome.status >= 400) {
    const sentence = refusalSentence(outcome.status, body, writes);
    return { content: [text(sentence), ...(words === '' ? [] : [text(words)])], isError: true };
  }
  const object = isJsonObject(body) ? body : {};
  if (checkOutput) return { content: [text(words)], structuredContent: fitting(object, checkOutput) };
  return { content: [text(words)], ...(isJsonObject(body) ? { structuredContent: { ...object } } : {}) };
}

/** The members of an answer that fit the output schema; all of them, nearly always. */
function fitting(body: JsonObject, checkOutput: Checker): Record<string, Json> {
  // Checked as plain JSON: a number that is kept by its text is a number.
  const fits = (value: JsonObject): boolean => checkOutput(JSON.parse(JSON.stringify(value))).length === 0;
  if (fits(body)) return { ...body };
  const members = Object.fromEntries(Object.entries(body).filter(([key, value]) => fits({ [key]: value })));
  return fits(members) ? members : {};
}

function faultResult(
  { status, code, message }: Extract<Outcome, { kind: 'fault' }>,
  outcomeUnknown: boolean,
): ToolResult {
  const moved = outcomeUnknown ? 'unknown' : 'no';
  return {
    content: [
      text(`${code}: ${sentenceOf(message)} (money_moved: ${moved}; retryable: ${status !== 400})`),
      ...(outcomeUnknown ? [text(READ_FIRST)] : []),
    ],
    isError: true,
  };
}

const READ_FIRST =
  'The call may have been carried out all the same. Read or list what it would have made before you try again.';

function bodyText({ headers, body }: Extract<Outcome, { kind: 'answer' }>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return `The answer is not text: ${body.byteLength} bytes of ${headers['content-type'] ?? 'an unknown type'}.`;
  }
}

/** The API's own words, its code, and whether money moved and trying again helps, as far as it says so. */
function refusalSentence(status: number, body: Json | undefined, writes: boolean): string {
  const moneyMoved = moneyMovedOf(body) ?? (writes && status >= 500 ? 'unknown' : null);
  const retryable = memberOf(body, 'retryable');
  const message = messageOf(body) ?? 'The API refused this.';
  const facts = [
    `HTTP ${status}`,
    ...(moneyMoved === null ? [] : [`money_moved: ${moneyMoved}`]),
    ...(typeof retryable === 'boolean' ? [`retryable: ${retryable}`] : []),
  ];
  const code = codeOf(body);
  const sentence = `${code === null ? '' : `${code}: `}${sentenceOf(message)} (${facts.join('; ')})`;
  return moneyMoved === 'unknown' ? `${sentence} ${READ_FIRST}` : sentence;
}

/** A message in one line, as a sentence. */
function sentenceOf(message: string): string {
  const line = message.replaceAll(/\s+/g, ' ').trim().slice(0, MESSAGE_LENGTH_MAX);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** Where APIs put their message: RFC 9457 has `detail` and `title`, RFC 6749 `error_description`. */
function messageOf(body: Json | undefined): string | null {
  const error = memberOf(body, 'error');
  const places = [memberOf(body, 'message'), memberOf(error, 'message'), memberOf(body, 'error_description')];
  const others = [
    memberOf(body, 'detail'),
    memberOf(body, 'title'),
    error,
    typeof body === 'string' ? body : undefined,
  ];
  return [...places, ...others].find((value) => typeof value === 'string' && value !== '')?.toString() ?? null;
}

function codeOf(body: Json | undefined): string | null {
  const error = memberOf(body, 'error');
  const places = [memberOf(body, 'code'), memberOf(error, 'code'), memberOf(body, 'status'), error];
  const code = places.find((value) => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value));
  return typeof code === 'string' ? code : null;
}

/** Says under which key a call that writes was made, in data and in words. */
export function withReplay(result: ToolResult, carried: Carried, keyPlace: string): ToolResult {
  const { key, derived, windowEndsAt, replayed } = carried;
  const until = new Date(windowEndsAt).toISOString();
  const idempotency: JsonObject = { key, derived, window_ends_at: until, replayed };
  const words = wordsOn(result, carried, keyPlace, until);
  return {
    ...result,
    content: [...result.content, ...(words === null ? [] : [text(words)])],
    _meta: { 'io.sarf/idempotency': idempotency },
  };
}

function wordsOn(result: ToolResult, carried: Carried, keyPlace: string, until: string): string | null {
  const { key, derived, replayed, afterUnknown } = carried;
  if (result.isError) {
    return afterUnknown
      ? `Nobody knows what became of the same call before this one; this one went under the same idempotency key ${key}.`
      : null;
  }
  if (!derived && !replayed) return null;
  const onPurpose = `to do the same again on purpose give ${derived ? `${keyPlace} of your own` : `another ${keyPlace}`}`;
  if (replayed) {
    return `Nothing is done twice: this is the result of the same call before, and nothing was done again; ${onPurpose}. (key ${key})`;
  }
  const before = afterUnknown ? ' It is also the key of the call before, of which nobody knew what became.' : '';
  return `Nothing is done twice: until ${until} the same call again gives this result and is not carried out again; ${onPurpose}. (key ${key})${before}`;
}
