import type { ConsumedOperation, RestOperation, Source } from '../capability.ts';

type Query = readonly (readonly [string, string])[];

/**
 * Which of the caller's query parameters are passed to the consumed API although no word in the file speaks of them.
 *
 * They are passed, in their order and as often as they came, where all of this holds:
 * - the exposed operation calls one consumed operation, declares no query parameter, and uses none in its `with`;
 * - the consumed operation is a list: a GET whose path has no parameter.
 * Of them are dropped those that the consumed operation is given otherwise (a constant or template of its own, an
 * entry of `with`, its credential in the query), whatever the case of their letters, and those in `withheld`, which
 * holds the names under which callers send their own credentials. Everywhere else nothing is passed.
 */
export function passedQuery(operation: RestOperation, query: Query, withheld: readonly string[]): Query {
  const { invocation, parameters } = operation;
  if (query.length === 0 || invocation.kind !== 'call' || !isList(invocation.operation)) return [];
  const sources = [...invocation.with.values()];
  if (parameters.some((parameter) => parameter.in === 'query')) return [];
  const declared = new Set(parameters.map(({ name }) => name));
  const mayBeQuery = (source: Source): boolean =>
    source.kind === 'query' ||
    source.kind === 'anywhere' ||
    (source.kind === 'parameter' && !declared.has(source.name));
  if (sources.some(mayBeQuery)) return [];
  const credential = credentialName(invocation.operation);
  if (credential === undefined) return [];
  const given = new Set(
    [
      ...invocation.with.keys(),
      ...invocation.operation.parameters.filter(({ value }) => value !== null).map(({ name }) => name),
      ...withheld,
      credential,
    ].map((name) => name.toLowerCase()),
  );
  return query.filter(([name]) => !given.has(name.toLowerCase()));
}

/** A GET whose path has no parameter: neither one that is declared, nor one that could be an argument. */
function isList({ method, path, parameters }: ConsumedOperation): boolean {
  return (
    method === 'GET' &&
    !parameters.some((parameter) => parameter.in === 'path') &&
    // `{{ns.VAR}}` is a bound variable, `{{x}}` may be an argument.
    !path.some((part) => typeof part !== 'string' && part.path.length === 1)
  );
}

/** The name of the credential in the query; '' where there is none, undefined where it is not known before the call. */
function credentialName({ api: { authentication } }: ConsumedOperation): string | undefined {
  if (authentication?.type !== 'apikey' || authentication.placement !== 'query') return '';
  if (authentication.key.some((part) => typeof part !== 'string')) return undefined;
  return authentication.key.join('');
}
