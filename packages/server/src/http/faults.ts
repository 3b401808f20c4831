import { emailPattern, type Fault } from '@sarf/contract';
import type { TSchema } from 'typebox';
import { Settings } from 'typebox/system';

// All faults at once; no more than this, so that a small hostile request cannot ask for a large answer.
const FAULTS_MAX = 50;
Settings.Set({ maxErrors: FAULTS_MAX });

/** The path of a fault of the body as a whole. */
export const WHOLE_BODY = '(body)';

/** What a compiled schema can do. */
export interface Checker {
  Check(value: unknown): boolean;
  Errors(value: unknown): readonly SchemaError[];
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

/** Every fault of a value against a schema: one for each place, with its path in dots. */
export function faultsOf(checker: Checker | undefined, value: unknown): Fault[] {
  if (!checker || checker.Check(value)) return [];
  const byPath = new Map<string, Fault>();
  for (const error of withoutNull(checker.Errors(value))) {
    for (const fault of faultsOfError(error, Array.isArray(value)))
      if (!byPath.has(fault.path)) byPath.set(fault.path, fault);
  }
  return [...byPath.values()].slice(0, FAULTS_MAX);
}

/** Of a value that may be null, and is something else that is wrong, it is told what is wrong with that. */
function withoutNull(errors: readonly SchemaError[]): readonly SchemaError[] {
  const told = errors.filter(({ keyword, message }) => keyword !== 'anyOf' && message !== 'must be null');
  return told.length > 0 ? told : errors;
}

function faultsOfError(error: SchemaError, ofList: boolean): Fault[] {
  const base = error.instancePath.split('/').slice(1).map(unescapePointer).map(cut);
  const at = (name?: string): string => pathOf([...base, ...(name === undefined ? [] : [name])], ofList);
  const names = namesIn(error.params);
  if (error.keyword === 'required') {
    return names.map((name) => ({ path: at(name), message: 'is required', code: 'MISSING_PARAMETERS' }));
  }
  if (error.keyword === 'additionalProperties' && names.length > 0) {
    return names.map((name) => ({
      path: at(name),
      message: 'is not a field of this request',
      code: 'INVALID_PARAMETERS',
    }));
  }
  return [{ path: at(), message: sentence(error), code: 'INVALID_PARAMETERS' }];
}

/** A place in the body, in dots; where the body is a list, the place begins with the index: `[0].amount`. */
function pathOf([first, ...rest]: readonly string[], ofList: boolean): string {
  if (first === undefined) return WHOLE_BODY;
  return [ofList ? `[${first}]` : first, ...rest].join('.') || WHOLE_BODY;
}

// RFC 6901 section 4.
const unescapePointer = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');
// The caller's own words are repeated, but not at any length.
const cut = (name: string): string => name.slice(0, 100);

function namesIn(params: object): string[] {
  const { requiredProperties, additionalProperties }: { requiredProperties?: unknown; additionalProperties?: unknown } =
    params;
  const list = Array.isArray(requiredProperties) ? requiredProperties : additionalProperties;
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string').map(cut) : [];
}

const PATTERNS: Readonly<Record<string, string>> = {
  [emailPattern]: 'must be an e-mail address, such as amina@example.com',
  '^[A-Z]{3}$': 'must be an ISO 4217 code, such as AED',
  '^[A-Za-z]{2,3}$': 'must be an ISO 3166 alpha-2 or alpha-3 code',
  '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$': 'must not have control characters',
  '^(?=.*\\S)[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$': 'must not be blank or have control characters',
};

function sentence(error: SchemaError): string {
  const { pattern, allowedValues }: { pattern?: unknown; allowedValues?: unknown } = error.params;
  if (error.keyword === 'pattern') {
    const text = pattern instanceof RegExp ? pattern.source : String(pattern);
    return PATTERNS[text] ?? (text.startsWith('^[0-9a-fA-F]{8}') ? 'must be a UUID' : error.message);
  }
  // How the checker says that an object has a field it must not have.
  if (error.keyword === 'boolean') return 'is not a field of this request';
  if (error.keyword === 'format') return `must be a valid ${formatOf(error.params)}`;
  if (Array.isArray(allowedValues)) return `must be one of ${allowedValues.join(', ')}`;
  return error.message;
}

function formatOf(params: object): string {
  const { format }: { format?: unknown } = params;
  return format === 'uuid' ? 'UUID' : String(format ?? 'value');
}

/**
 * The fields of a query that its schema knows; the others are ignored, and must not reach anybody who spreads the rest.
 * Everything in a query arrives as text, so digits are turned into numbers where a number is meant. What is not digits
 * stays as it is, for the schema to refuse.
 */
export function readQuery(schema: TSchema, query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query;
  const { properties = {} }: { properties?: Record<string, { type?: unknown }> } = schema;
  const known = Object.entries(query).filter(([name]) => Object.hasOwn(properties, name));
  return Object.fromEntries(
    known.map(([name, value]) => {
      const type = properties[name]?.type;
      const isNumber = type === 'number' || type === 'integer';
      return [
        name,
        isNumber && typeof value === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? Number(value) : value,
      ];
    }),
  );
}
