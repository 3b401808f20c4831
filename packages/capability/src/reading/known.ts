import type { ConsumedApi, ConsumedOperation, InputParameter, Invocation } from '../capability.ts';
import type { Place } from '../problem.ts';
import { didYouMean, quote } from './nearest.ts';
import type { Report } from './report.ts';
import type { Section } from './section.ts';

/** A function of an aggregate, which tools and operations may refer to. */
export interface AggregateFunction {
  readonly name: string;
  readonly label: string | null;
  readonly description: string;
  readonly safe: boolean | null;
  readonly idempotent: boolean | null;
  readonly parameters: readonly InputParameter[];
  readonly declared: boolean;
  readonly invocation: Invocation;
}

/** What was read before and may be referred to. */
export interface Known {
  readonly apis: ReadonlyMap<string, ConsumedApi>;
  /** By `namespace.name`. */
  readonly functions: ReadonlyMap<string, AggregateFunction>;
  /** Does a bind define the variable? */
  readonly isBound: (path: readonly string[]) => boolean;
}

/** What surrounds a `with`: whose parameters it may name, and how. */
export interface Scope {
  /** Of the expose or the aggregate. */
  readonly namespace: string;
  readonly side: 'rest' | 'mcp' | 'function';
  /** Of the path of the resource. */
  readonly pathVariables: readonly string[];
  readonly parameters: readonly InputParameter[];
}

/** The consumed operation that `<namespace>.<operation>` at `call` names; null where there is none, which is reported. */
export function readCall(section: Section, { apis }: Known): ConsumedOperation | null {
  const call = section.needText('call');
  const point = call.indexOf('.');
  const api = apis.get(call.slice(0, point));
  const operation = point < 0 ? undefined : api?.operations.get(call.slice(point + 1));
  if (call === '' || operation !== undefined) return operation ?? null;
  const place = section.placeOf('call');
  if (point < 0) section.report.error(place, 'unknown-call', `${quote(call)} is not of the form namespace.operation`);
  else unknown(section.report, place, 'call', call, [...apis.values()].flatMap(callsOf));
  return null;
}

const callsOf = ({ namespace, operations }: ConsumedApi): string[] =>
  [...operations.keys()].map((name) => `${namespace}.${name}`);

/** The function that `ref` names; null where there is none, which is reported. */
export function readRef(section: Section, { functions }: Known): AggregateFunction | null {
  const ref = section.needText('ref');
  const found = functions.get(ref);
  if (found === undefined && ref !== '')
    unknown(section.report, section.placeOf('ref'), 'ref', ref, [...functions.keys()]);
  return found ?? null;
}

function unknown(report: Report, place: Place, kind: string, name: string, known: readonly string[]): void {
  report.error(place, `unknown-${kind}`, `nothing is called ${quote(name)}${didYouMean(name, known)}`);
}

/** What stands in for a reference that could not be resolved; the file has an error then and is not run. */
export const noInvocation: Invocation = { kind: 'mock', outputs: [] };

/** Names of `{x}` in a path. */
export const variablesInPath = (path: string): string[] =>
  [...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name = '']) => name);

/** Is the name among these, exactly or but for upper and lower case? */
export const hasName = (names: readonly string[], name: string): boolean =>
  names.some((one) => one.toLowerCase() === name.toLowerCase());
