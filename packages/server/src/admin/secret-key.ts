import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, parseSecretKey } from '../foundation/config.ts';
import { errorCode } from '../foundation/database.ts';
import { newSecret } from '../foundation/seal.ts';

/**
 * The secret key of the installation: from the environment, from its file, or, in sandbox mode, made once and kept
 * in the data folder.
 */
export async function loadSecretKey(config: Config): Promise<Buffer> {
  if (config.secretKey) return config.secretKey;
  const path = config.secretKeyFile ?? join(config.dataDir, 'secret-key');
  if (!config.secretKeyFile && config.mode === 'sandbox') await makeOnce(config.dataDir, path);
  const key = parseSecretKey(await readFile(path, 'utf8'));
  if (!key) throw new Error(`${path} must hold 32 bytes, as 64 hex digits or as base64.`);
  return key;
}

async function makeOnce(dataDir: string, path: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const text = Buffer.from(newSecret(), 'base64url').toString('hex');
  try {
    await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
