import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { type ContractFile, readOpenApi } from './contract-file.ts';
import type { Json } from './running-sarf.ts';

const root = resolve(import.meta.dirname, '../../..');

const tsconfig = {
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'dom'],
    module: 'nodenext',
    strict: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
  include: ['*.ts'],
};

const runTsc = (folder: string): Promise<{ code: number; said: string }> =>
  new Promise((resolveRun) => {
    const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'];
    execFile(process.execPath, args, { cwd: folder }, (error, stdout, stderr) => {
      resolveRun({ code: error === null ? 0 : 1, said: `${stdout}${stderr}` });
    });
  });

/** The project of somebody who has the contract and nothing of ours. */
export interface GeneratedClient {
  /** Type-checks it; says what the compiler said. */
  compile(): Promise<{ code: number; said: string }>;
  /** Its code, to be run. */
  load(): Promise<Json>;
  /** The codes with which each operation may answer, by the contract. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  remove(): Promise<void>;
}

/** Writes a project with the types that follow from a contract, and code that uses them. */
export async function generateClient(contract: ContractFile, usage: string): Promise<GeneratedClient> {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-client-'));
  // As a project of its own would have it installed.
  const fetcher = resolve(fileURLToPath(import.meta.resolve('openapi-fetch')), '../..');
  await mkdir(join(folder, 'node_modules'));
  await symlink(fetcher, join(folder, 'node_modules/openapi-fetch'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await writeFile(join(folder, 'contract.ts'), astToString(await openapiTS(contract.url, { silent: true })));
  await writeFile(join(folder, 'usage.ts'), usage);
  const promised: Json[] = Object.values<Json>(readOpenApi(contract.path).paths).flatMap(Object.values);
  return {
    compile: () => runTsc(folder),
    load: () => import(pathToFileURL(join(folder, 'usage.ts')).href),
    codes: new Map(promised.map((one) => [one.operationId, Object.keys(one.responses ?? {})])),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
