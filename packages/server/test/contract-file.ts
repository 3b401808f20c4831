import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Json } from './running-sarf.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The contract that clients are generated from. */
export interface ContractFile {
  readonly path: string;
  readonly url: URL;
  /** False: it is our own document, in the place of the contract that we are to be compatible with. */
  readonly foreign: boolean;
}

const contractAt = (path: string, foreign: boolean): ContractFile => ({ path, url: pathToFileURL(path), foreign });

/** Our own document. */
export const ownDocument = contractAt(resolve(root, 'docs/openapi.json'), false);

/** The contract of one part of the API, when it lies beside the project. */
export function findContractOf(part: 'payouts' | 'refunds' | 'payment-sources'): ContractFile | undefined {
  const path = resolve(root, `../shared/contracts/lean-${part}-api-openapi.yml`);
  return existsSync(path) ? contractAt(path, true) : undefined;
}

/** Finds the contract of payouts: the file that CONTRACT_FILE names, else the one beside the project, else our own document. */
export function findContractFile(): ContractFile {
  const given = process.env.CONTRACT_FILE;
  if (!given) return findContractOf('payouts') ?? ownDocument;
  const path = resolve(root, given);
  return path === ownDocument.path ? ownDocument : contractAt(path, true);
}

/** Reads an OpenAPI document, YAML or JSON, with the reader that the generator of clients uses itself. */
export function readOpenApi(path: string): Json {
  const generator = fileURLToPath(import.meta.resolve('openapi-typescript'));
  const { parseYaml }: { parseYaml: (text: string) => Json } = createRequire(generator)('@redocly/openapi-core');
  return parseYaml(readFileSync(path, 'utf8'));
}
