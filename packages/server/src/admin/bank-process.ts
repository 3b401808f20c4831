import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, processEnvironment } from '../foundation/config.ts';
import type { Log } from '../foundation/log.ts';
import { type KeptProcess, keepProcess } from './kept-process.ts';

/** Starts the sandbox bank as a process of its own, as a real bank would be; it is started again when it dies. */
export function startBankProcess(config: Config, callbackSecret: string, log: Log): Promise<KeptProcess> {
  return keepProcess(
    {
      name: 'the sandbox bank',
      file: fileURLToPath(import.meta.resolve('@sarf/sandbox-bank/main')),
      env: {
        ...processEnvironment(),
        HOST: config.host,
        BANK_PORT: String(config.bankPort),
        BANK_DATABASE: join(config.dataDir, 'bank.sqlite'),
        BANK_CALLBACK_URL: `${config.publicUrl}/banks/v1/callbacks/sandbox`,
        BANK_CALLBACK_SECRET: callbackSecret,
      },
      hint: `is port ${config.bankPort} taken?`,
    },
    log,
  );
}
