import { type Fault, type Operation, type OperationId, operations } from '@sarf/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Compile } from 'typebox/compile';
import type { Answer, Caller, Handler, Handlers, Request } from '../auth/caller.ts';
import { refusalOf } from '../foundation/refuse.ts';
import { type Checker, faultsOf, numbersFromText, WHOLE_BODY } from './faults.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
  }
  interface FastifyContextConfig {
    operation?: OperationId;
  }
}

/** Checks of values that no schema can express, by operation. */
export type BodyChecks = Partial<Record<OperationId, (body: unknown) => Fault[]>>;

interface Parts {
  readonly params?: Checker;
  readonly query?: Checker;
  readonly headers?: Checker;
  readonly body?: Checker;
}

const BODY_LIMIT_BYTES = 64 * 1024;

/** Binds every operation of the contract to its handler: checks the request, and sends what the handler answers. */
export function addOperations(app: FastifyInstance, handlers: Handlers, checks: BodyChecks): void {
  for (const id of Object.keys(operations) as OperationId[]) {
    const operation: Operation = operations[id];
    const { params, query, headers, body } = operation;
    const parts: Parts = {
      ...(params && { params: Compile(params) as Checker }),
      ...(query && { query: Compile(query) as Checker }),
      ...(headers && { headers: Compile(headers) as Checker }),
      ...(body && { body: Compile(body) as Checker }),
    };
    const handler = handlers[id] as Handler<OperationId>;
    app.route({
      method: operation.method,
      url: operation.path,
      bodyLimit: BODY_LIMIT_BYTES,
      config: { operation: id },
      async handler(request, reply) {
        const answer: Answer = await handler(check(operation, parts, checks[id], request));
        reply.code(operation.success.code);
        if (answer.headers) reply.headers(answer.headers);
        return answer.body;
      },
    });
  }
}

/** The request as its handler may rely on it; refuses with every fault at once. */
function check(
  operation: Operation,
  parts: Parts,
  checkBody: ((body: unknown) => Fault[]) | undefined,
  request: FastifyRequest,
): Request<OperationId> {
  const query = operation.query ? numbersFromText(operation.query, request.query) : {};
  const body = request.body ?? {};
  const formal = [
    ...faultsOf(parts.params, request.params),
    ...faultsOf(parts.query, query),
    ...faultsOf(parts.headers, request.headers),
    ...faultsOf(parts.body, body),
  ];
  // One fault a place: what the schema refused is not refused again for its value.
  const places = new Set(formal.map((fault) => fault.path));
  const ofValues = places.has(WHOLE_BODY) ? [] : (checkBody?.(body) ?? []).filter(({ path }) => !places.has(path));
  const refusal = refusalOf([...formal, ...ofValues]);
  if (refusal) throw refusal;
  return {
    caller: request.caller,
    params: request.params,
    query,
    headers: request.headers,
    body,
  } as Request<OperationId>;
}
