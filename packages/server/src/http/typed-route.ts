import { type Fault, type Operation, type OperationId, operations } from '@sarf/contract';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Answer, Caller, Handler, Handlers, Request } from '../auth/caller.ts';
import { refusalOf } from '../foundation/refuse.ts';
import type { AuditDoor } from './audit-door.ts';
import { type Checker, faultsOf, readQuery, WHOLE_BODY } from './faults.ts';
import { patience, takeFiles } from './receiving.ts';

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
  /** For a body that may also be a list. */
  readonly list?: Checker;
}

const BODY_LIMIT_BYTES = 64 * 1024;

/** Binds every operation of the contract to its handler: checks the request, and sends what the handler answers. */
export function addOperations(
  app: FastifyInstance,
  { handlers, checks, audit }: { handlers: Handlers; checks: BodyChecks; audit: AuditDoor },
): void {
  for (const id of Object.keys(operations) as OperationId[]) {
    const operation: Operation = operations[id];
    const { params, query, headers, body } = operation;
    const parts: Parts = {
      ...(params && { params: Compile(params) as Checker }),
      ...(query && { query: Compile(query) as Checker }),
      ...(headers && { headers: Compile(headers) as Checker }),
      ...(body && bodyCheckers(body)),
    };
    const handler = handlers[id] as Handler<OperationId>;
    const route: RouteOptions = {
      method: operation.method,
      url: operation.path,
      bodyLimit: operation.bodyBytesMax ?? BODY_LIMIT_BYTES,
      config: { operation: id },
      async handler(request, reply) {
        const checked = check(operation, parts, checks[id], request);
        const answer: Answer = await audit.around(request, checked, () => handler(checked));
        reply.code(operation.success.code);
        if (answer.headers) reply.headers(answer.headers);
        return answer.body;
      },
    };
    if (operation.file) addFileRoute(app, operation.file, route);
    else app.route(route);
  }
}

/** A body that may be one thing or a list is checked as what it is, so that its faults are those of one schema. */
function bodyCheckers(body: TSchema): Pick<Parts, 'body' | 'list'> {
  const { anyOf: choices = [] }: { anyOf?: readonly TSchema[] } = body;
  const list = choices.find((choice) => 'type' in choice && choice.type === 'array');
  const one = choices.find((choice) => choice !== list);
  if (!list || !one) return { body: Compile(body) as Checker };
  return { body: Compile(one) as Checker, list: Compile(list) as Checker };
}

/** Binds an operation whose body is a file. */
function addFileRoute(app: FastifyInstance, file: NonNullable<Operation['file']>, route: RouteOptions): void {
  void app.register(async (scope) => {
    takeFiles(scope, file, patience);
    scope.route({ ...route, bodyLimit: file.bytesMax });
  });
}

/** The request as its handler may rely on it; refuses with every fault at once. */
function check(
  operation: Operation,
  parts: Parts,
  checkBody: ((body: unknown) => Fault[]) | undefined,
  request: FastifyRequest,
): Request<OperationId> {
  const query = operation.query ? readQuery(operation.query, request.query) : {};
  const body = request.body ?? {};
  const formal = [
    ...faultsOf(parts.params, request.params),
    ...faultsOf(parts.query, query),
    ...faultsOf(parts.headers, request.headers),
    ...faultsOf((Array.isArray(body) && parts.list) || parts.body, body),
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
