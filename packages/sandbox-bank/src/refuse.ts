import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';

/** One place in a request that is wrong. */
export interface Fault {
  path: string;
  message: string;
}

/** A refusal that a handler throws; it becomes the answer. */
export class Refusal extends Error {
  readonly httpStatus: number;
  readonly code: string;
  readonly faults: Fault[];

  constructor(httpStatus: number, code: string, message: string, faults: Fault[] = []) {
    super(message);
    this.httpStatus = httpStatus;
    this.code = code;
    this.faults = faults;
  }
}

const codeByHttpStatus = new Map([
  [400, 'INVALID_REQUEST'],
  [404, 'NOT_FOUND'],
  [413, 'TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

/** Makes every refusal of this server, the framework's own included, look the same. */
export function answerRefusals(app: FastifyInstance, log: (line: string) => void): void {
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(
      reply,
      new Refusal(404, 'NOT_FOUND', `There is no ${request.method} ${request.url.slice(0, 200)} here.`),
    ),
  );
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const refusal = refusalFrom(error);
    if (refusal.httpStatus === 500) log(`A request broke: ${error.stack ?? String(error)}`);
    return sendRefusal(reply, refusal);
  });
}

/** Answers with a refusal. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const errors = refusal.faults.length === 0 ? {} : { errors: refusal.faults };
  return reply.code(refusal.httpStatus).send({ status: refusal.code, message: refusal.message, ...errors });
}

/** What the framework or a handler threw, as a refusal; anything not foreseen is a 500 that tells nothing. */
export function refusalFrom(error: FastifyError | Refusal): Refusal {
  if (error instanceof Refusal) return error;
  if (error.validation !== undefined) {
    const faults = error.validation.map(({ instancePath, message, params }) => ({
      path: `${error.validationContext ?? ''}${instancePath}`,
      message: 'additionalProperty' in params ? `must not have ${nameOf(params.additionalProperty)}` : (message ?? ''),
    }));
    return new Refusal(400, 'INVALID_REQUEST', 'The request is not what this endpoint takes.', faults);
  }
  const httpStatus = error.statusCode ?? 500;
  if (httpStatus >= 400 && httpStatus < 500) {
    return new Refusal(httpStatus, codeByHttpStatus.get(httpStatus) ?? 'REFUSED', error.message);
  }
  return new Refusal(500, 'INTERNAL_ERROR', 'The bank broke; its log says why.');
}

/** A field name somebody made up, short enough to be repeated to them. */
function nameOf(field: unknown): string {
  return JSON.stringify(String(field).slice(0, 60));
}
