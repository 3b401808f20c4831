import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import {
  eventTypes,
  type Operation,
  openApiDocument,
  operations,
  type RefusalCode,
  refusalsOf,
} from '../packages/contract/src/index.ts';

const HEAD = `/* Written by \`npm run derive\` from docs/openapi.json, by openapi-typescript. Do not change it by hand. */

`;

/** The types of the client: those that follow from the OpenAPI document, and what it can only say in words. */
export async function clientTypes(): Promise<string> {
  const document = JSON.parse(JSON.stringify(openApiDocument('')));
  if (!isDocument(document)) throw new Error('the contract gives no OpenAPI document');
  // A field with a default may be left out.
  const types = astToString(await openapiTS(document, { silent: true, defaultNonNullable: false }));
  return `${HEAD}${types}${refusalTypes()}${payloadTypes()}`;
}

function isDocument(value: unknown): value is OpenAPI3 {
  return typeof value === 'object' && value !== null && 'openapi' in value;
}

function refusalTypes(): string {
  const list: [string, Operation][] = Object.entries(operations);
  const rows = list.map(([id, operation]) => {
    const codes: RefusalCode[] = [...refusalsOf(operation), 'INTERNAL_SERVER_ERROR'];
    return `    ${id}: ${codes.map((code) => JSON.stringify(code)).join(' | ')};\n`;
  });
  return `/** The names of the refusals that each operation may answer with. */\nexport interface refusals {\n${rows.join('')}}\n`;
}

function payloadTypes(): string {
  const rows = Object.entries(eventTypes).map(([type, { objectType, payload }]) => {
    const id = '$id' in payload ? payload.$id : undefined;
    if (typeof id !== 'string') throw new Error(`the payload of ${type} has no name`);
    return `    ${JSON.stringify(type)}: { object: ${JSON.stringify(objectType)}; payload: components["schemas"][${JSON.stringify(id)}] };\n`;
  });
  return `/** What each type of event tells of, and what its payload is. */\nexport interface events {\n${rows.join('')}}\n`;
}
