import type { Authentication, ConsumedApi, ConsumedOperation } from './consumed.ts';
import type { Place } from './problem.ts';

export type {
  Authentication,
  BodyTemplate,
  ConsumedApi,
  ConsumedOperation,
  ConsumedParameter,
  RawFormat,
  TemplatedJson,
} from './consumed.ts';

// What a capability file says, after it was read: both dialects look the same here, every reference is resolved to what
// it names, and what the specification leaves open is decided. Nothing here holds a value of a bound variable.

/** A value of JSON. A number that would lose digits as a JavaScript number is a `RawNumber`. */
export type Json = string | number | boolean | null | RawNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}
/** A number by its text, as JSON.rawJSON makes it: written out again digit by digit. */
export interface RawNumber {
  readonly rawJSON: string;
}

/** Text with variables in it; a template of exactly one variable gives that variable's value with its type. */
export type Template = readonly (string | Variable)[];
export interface Variable {
  /** The parts of the name between points: `{{step.field}}` is `['step', 'field']`. */
  readonly path: readonly string[];
}

/** A path into a JSON value: `$.a['b'][0][*]..c`; an empty list is the whole value. */
export type JsonPath = readonly JsonStep[];
export type JsonStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'anywhere'; readonly key: string };

/** Variables from outside: `keys` maps the name in the file to the name in the source. */
export interface Bind {
  readonly namespace: string;
  /** Absolute path of a JSON or YAML file; null is the environment. */
  readonly file: string | null;
  readonly keys: ReadonlyMap<string, string>;
  readonly place: Place;
}

/** Something that a caller gives. */
export interface InputParameter {
  readonly name: string;
  /** Arguments of tools are `argument`. */
  readonly in: 'query' | 'header' | 'path' | 'cookie' | 'body' | 'argument';
  readonly type: string;
  readonly required: boolean;
  readonly description: string | null;
  readonly pattern: string | null;
  /** Overrides what the caller gives: a path into the body, or a constant. */
  readonly value:
    | { readonly kind: 'path'; readonly path: JsonPath }
    | { readonly kind: 'constant'; readonly value: Template }
    | null;
}

/** Where the value of an argument of a call comes from. */
export type Source =
  /** A parameter of the surrounding operation or tool by its name: `<expose namespace>.<name>`. */
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'path' | 'query' | 'header'; readonly name: string }
  /** The body, or a part of it by the keys that lead there. */
  | { readonly kind: 'body'; readonly path: readonly string[] }
  /** `rest.x`: in the path, else the query, else a field of the body. */
  | { readonly kind: 'anywhere'; readonly name: string }
  /** `tools.x`; where the tool has no argument `body`, `tools.body` is all arguments in one object. */
  | { readonly kind: 'argument'; readonly name: string }
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'literal'; readonly value: Json };

export type With = ReadonlyMap<string, Source>;

/** How an answer is shaped. */
export interface Output {
  readonly name: string | null;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  readonly mapping: JsonPath | null;
  readonly value: Template | null;
  /** Of an object; null where none are declared. */
  readonly properties: ReadonlyMap<string, Output> | null;
  /** Of an array. */
  readonly items: Output | null;
  readonly maxLength: number | null;
  /** Replaces values by others. */
  readonly values: ReadonlyMap<string, Json> | null;
  readonly description: string | null;
}

export type Step =
  | { readonly kind: 'call'; readonly name: string; readonly operation: ConsumedOperation; readonly with: With }
  | {
      readonly kind: 'lookup';
      readonly name: string;
      /** The step in whose output is looked. */
      readonly index: string;
      /** The key that is compared. */
      readonly match: string;
      readonly lookupValue: Source | { readonly kind: 'step'; readonly path: readonly string[] };
      readonly outputs: readonly string[];
    };

/** What happens when an operation or a tool is used. */
export type Invocation =
  | {
      readonly kind: 'call';
      readonly operation: ConsumedOperation;
      readonly with: With;
      readonly outputs: readonly Output[];
    }
  | {
      readonly kind: 'steps';
      readonly steps: readonly Step[];
      /** Target name, its parts between points, and the path into the outputs of the steps. */
      readonly mappings: readonly { readonly target: readonly string[]; readonly value: readonly string[] }[];
      readonly outputs: readonly Output[];
    }
  | { readonly kind: 'mock'; readonly outputs: readonly Output[] };

export interface RestOperation {
  readonly name: string | null;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly description: string | null;
  /** Of operation, resource and server, the nearest first. */
  readonly parameters: readonly InputParameter[];
  readonly invocation: Invocation;
  /** The namespace of its expose, by which `with` and templates call its parameters. */
  readonly namespace: string;
  readonly place: Place;
}

export interface RestResource {
  readonly name: string | null;
  /** With `{x}` for one segment; `{path}` at the end may stand for several. */
  readonly path: string;
  readonly description: string | null;
  readonly operations: readonly RestOperation[];
  readonly forward: { readonly api: ConsumedApi; readonly trustedHeaders: readonly string[] } | null;
  readonly place: Place;
}

/** What all exposes have. */
export interface Exposed {
  readonly namespace: string;
  readonly description: string | null;
  readonly address: string | null;
  readonly authentication: Authentication | null;
  readonly place: Place;
}

export interface RestExpose extends Exposed {
  readonly type: 'rest';
  readonly port: number;
  readonly resources: readonly RestResource[];
}

/** Only what the file says: absent hints stay absent. */
export interface Hints {
  readonly readOnly?: boolean;
  readonly destructive?: boolean;
  readonly idempotent?: boolean;
  readonly openWorld?: boolean;
}

export interface Tool {
  readonly name: string;
  readonly title: string | null;
  readonly description: string;
  /** Declared arguments, or those that `with` uses where none are declared. */
  readonly parameters: readonly InputParameter[];
  /** Were they declared in the file? */
  readonly declared: boolean;
  readonly hints: Hints | null;
  readonly invocation: Invocation;
  readonly namespace: string;
  readonly place: Place;
}

export interface McpResource {
  readonly name: string;
  readonly title: string;
  /** With `{x}` it is a template. */
  readonly uri: string;
  readonly description: string;
  readonly mimeType: string | null;
  readonly content:
    | { readonly kind: 'invocation'; readonly invocation: Invocation }
    /** Absolute path of a file or a directory. */
    | { readonly kind: 'location'; readonly path: string };
  readonly place: Place;
}

export interface McpPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly title: string | null;
    readonly description: string;
    readonly required: boolean;
  }[];
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: Template }[];
  readonly place: Place;
}

export interface McpExpose extends Exposed {
  readonly type: 'mcp';
  /** Null: over standard input and output. */
  readonly port: number | null;
  readonly tools: readonly Tool[];
  readonly resources: readonly McpResource[];
  readonly prompts: readonly McpPrompt[];
}

export interface Skill {
  readonly name: string;
  readonly description: string;
  readonly license: string | null;
  readonly compatibility: string | null;
  readonly metadata: ReadonlyMap<string, string>;
  readonly allowedTools: string | null;
  readonly argumentHint: string | null;
  readonly userInvocable: boolean;
  readonly disableModelInvocation: boolean;
  /** Absolute path of a directory with files of the skill. */
  readonly location: string | null;
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly from:
      | { readonly kind: 'derived'; readonly namespace: string; readonly action: string; readonly mode: 'rest' | 'mcp' }
      | { readonly kind: 'instruction'; readonly file: string };
  }[];
}

export interface SkillExpose extends Exposed {
  readonly type: 'skill';
  readonly port: number;
  readonly skills: readonly Skill[];
}

export interface ControlExpose extends Exposed {
  readonly type: 'control';
  readonly port: number;
  readonly health: boolean;
  readonly info: boolean;
}

export type Expose = RestExpose | McpExpose | SkillExpose | ControlExpose;

/** One capability file and what it imports. */
export interface Capability {
  /** The file's path as it was given. */
  readonly file: string;
  /** The file's name without its endings, such as `payouts-payments`. */
  readonly name: string;
  readonly version: string;
  readonly label: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly binds: readonly Bind[];
  readonly apis: ReadonlyMap<string, ConsumedApi>;
  readonly exposes: readonly Expose[];
}
