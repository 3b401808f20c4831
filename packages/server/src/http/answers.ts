import { type RefusalCode, refusals, type schemas } from '@sarf/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { databaseRefusal } from '../foundation/batch.ts';
import { errorCode, isConnectionLoss } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';

const byFrameworkCode: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'INVALID_JSON',
  FST_ERR_BAD_URL: 'INVALID_URL',
  FST_ERR_MAX_PARAM_LENGTH: 'INVALID_URL',
};

/** What any error means to the caller: every error becomes one refusal of the table. */
function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isConnectionLoss(error)) return databaseRefusal(error);
  const known = byFrameworkCode[errorCode(error)];
  if (known) return new Refusal(known);
  const statusCode = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (statusCode === 429) return new Refusal('RATE_LIMIT_EXCEEDED');
  if (error instanceof SyntaxError || statusCode === 400) return new Refusal('INVALID_JSON');
  return new Refusal('INTERNAL_SERVER_ERROR');
}

/** The name of the refusal that an error means. */
export const refusalCodeOf = (error: unknown): RefusalCode => refusalFor(error).code;

/** The body of a refusal, as the contract has it. */
function presentRefusal(refusal: Refusal, requestId: string, at: Date): Static<typeof schemas.Refusal> {
  const { retryable, moneyMoved } = refusals[refusal.code];
  return {
    status: refusal.code,
    message: refusal.message,
    timestamp: at.toISOString(),
    request_id: requestId,
    retryable,
    money_moved: moneyMoved,
    ...(typeof refusal.metadata?.remaining === 'number' ? { remaining: refusal.metadata.remaining } : {}),
    errors: refusal.faults.map(({ path, message, code }) => ({ path, message, code })),
    metadata: refusal.metadata,
  };
}

/** Answers a request with the refusal that an error means, and logs what is ours to mend. */
export function sendRefusal(deps: Deps, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalFor(error);
  const { http } = refusals[refusal.code];
  deps.metrics.refusals.inc({ refusal: refusal.code });
  if (http >= 500) {
    // The database's detail on a row that it refused is the row itself, with its names and IBANs.
    const err = error instanceof Error ? Object.assign(error, { detail: undefined }) : error;
    deps.log.error({ err, requestId: request.id, operation: request.routeOptions.config.operation }, refusal.code);
  }
  if (refusal.code === 'UNAUTHORIZED') reply.header('www-authenticate', 'Bearer');
  if (http === 503) reply.header('retry-after', '1');
  void reply.code(http).send(presentRefusal(refusal, request.id, deps.clock.now()));
}
