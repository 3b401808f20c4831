import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ControlExpose } from '../capability.ts';
import type { Gate } from '../inbound/gate.ts';
import { type Answer, problemAnswer } from '../rest/problem-answer.ts';
import { readTarget } from '../rest/read-target.ts';

/** What a control port tells. */
export interface ControlFacts {
  readonly label: string | null;
  readonly specVersion: string;
  readonly adapters: readonly {
    readonly type: string;
    readonly namespace: string;
    readonly port: number;
    readonly isListening: boolean;
  }[];
  readonly startedAtMs: number;
  readonly nowMs: number;
}

export interface ControlOptions {
  readonly expose: ControlExpose;
  readonly gate: Gate;
  facts(): ControlFacts;
}

/** Is this a path of the control port? */
export const isControlPath = (pathname: string): boolean => /^\/(health\/(live|ready)|status)$/.test(pathname);

/**
 * Serves a control port: `/health/live` 200, `/health/ready` 200 or 503 while something does not listen, `/status` where the
 * file asks for it (`info: true`). `/metrics` and `/traces` are not kept and are 404, as everything else is.
 */
export function createControlHandler(options: ControlOptions): (r: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(options, request)
      .catch(() => problemAnswer({ status: 500, code: 'internal-error', detail: 'Something went wrong here' }))
      .then(({ status, headers, body }) => {
        response.writeHead(status, { ...headers, 'content-length': String(body.length) });
        response.end(request.method === 'HEAD' ? undefined : body);
      })
      .catch(() => response.destroy());
  };
}

async function answer({ expose, gate, facts }: ControlOptions, request: IncomingMessage): Promise<Answer> {
  const passed = await gate(request);
  if (!passed.ok) return passed;
  const pathname = readTarget(request.url ?? '')?.pathname ?? '';
  const isThere = pathname === '/status' ? expose.info : expose.health && isControlPath(pathname);
  if (!isThere) return problemAnswer({ status: 404, code: 'no-such-path', detail: 'Nothing is served at this path' });
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const headers = { allow: 'GET, HEAD' };
    return problemAnswer({ status: 405, code: 'method-not-allowed', detail: 'This can only be read', headers });
  }
  if (pathname === '/health/live') return json(200, { status: 'UP' });
  return pathname === '/status' ? json(200, statusOf(facts())) : ready(facts());
}

function ready(facts: ControlFacts): Answer {
  const isUp = facts.adapters.every(({ isListening }) => isListening);
  return json(isUp ? 200 : 503, { status: isUp ? 'UP' : 'DEGRADED', adapters: adaptersOf(facts) });
}

function statusOf(facts: ControlFacts): object {
  return {
    capability: { label: facts.label, specVersion: facts.specVersion },
    engine: { name: 'sarf' },
    uptimeSeconds: Math.floor((facts.nowMs - facts.startedAtMs) / 1000),
    adapters: adaptersOf(facts),
  };
}

function adaptersOf({ adapters }: ControlFacts): object[] {
  return adapters.map(({ isListening, ...adapter }) => ({ ...adapter, state: isListening ? 'UP' : 'DOWN' }));
}

function json(status: number, value: object): Answer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: Buffer.from(JSON.stringify(value)) };
}
