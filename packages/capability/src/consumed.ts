import type { Json, JsonPath, Template } from './capability.ts';

// The APIs that a capability consumes: what of them is called, and with which credentials.

export type Authentication =
  | { readonly type: 'basic' | 'digest'; readonly username: Template; readonly password: Template }
  | {
      readonly type: 'apikey';
      readonly key: Template;
      readonly value: Template;
      readonly placement: 'header' | 'query';
    }
  | { readonly type: 'bearer'; readonly token: Template }
  | {
      readonly type: 'oauth2';
      /** Base of the discovery of the token endpoint and the keys; empty where only the token endpoint is given. */
      readonly authorizationServerUri: string;
      /** Outbound also a path, such as `/oauth2/token`: at the origin of the consumed API, wherever that is. */
      readonly tokenEndpoint: string | null;
      readonly resource: string | null;
      readonly audience: string | null;
      readonly scopes: readonly string[];
      readonly tokenValidation: 'jwks' | 'introspection';
      /** Credentials with which we ask for tokens; outbound only, our addition to the format. */
      readonly clientId: Template | null;
      readonly clientSecret: Template | null;
    };

/** Where an argument goes in a request to the consumed API. */
export interface ConsumedParameter {
  readonly name: string;
  readonly in: 'query' | 'header' | 'path' | 'cookie' | 'body';
  /** A constant or a template; it wins over an argument of the same name. */
  readonly value: Template | null;
  /** JSON Schema type word, where the file says one. */
  readonly type: string | null;
  readonly required: boolean;
  readonly description: string | null;
}

export type BodyTemplate =
  /** Parsed before anything is put in, so that no argument can break out of its place. */
  | { readonly type: 'json'; readonly data: TemplatedJson }
  /** Text that is JSON only after its variables were replaced; each is put in as JSON text. */
  | { readonly type: 'json-text'; readonly data: Template }
  | { readonly type: 'text' | 'xml' | 'sparql'; readonly data: Template }
  | { readonly type: 'form'; readonly data: ReadonlyMap<string, Template> | Template }
  | {
      readonly type: 'multipart';
      readonly parts: readonly {
        readonly name: string;
        readonly value: Template;
        readonly filename: Template | null;
        readonly contentType: string | null;
      }[];
    };
export type TemplatedJson =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'list'; readonly items: readonly TemplatedJson[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, TemplatedJson> };

export type RawFormat = 'json' | 'xml' | 'csv' | 'tsv' | 'psv' | 'yaml';

/** One operation of a consumed API. */
export interface ConsumedOperation {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Of the resource, with one leading slash; variables stand for one segment or a part of one. */
  readonly path: Template;
  /** Of operation, resource and adapter, the nearest first; each name and place comes once. */
  readonly parameters: readonly ConsumedParameter[];
  readonly body: BodyTemplate | null;
  readonly rawFormat: RawFormat;
  /** Names for parts of the answer, for the steps that come after. */
  readonly outputs: readonly { readonly name: string; readonly value: JsonPath }[];
  readonly description: string | null;
  readonly api: ConsumedApi;
}

export interface ConsumedApi {
  readonly namespace: string;
  /** Absolute, without a slash at its end. */
  readonly baseUri: string;
  readonly description: string | null;
  readonly authentication: Authentication | null;
  /** Absolute path of an OpenAPI document that describes it, or null; our addition to the format. */
  readonly openapi: string | null;
  readonly operations: ReadonlyMap<string, ConsumedOperation>;
}
