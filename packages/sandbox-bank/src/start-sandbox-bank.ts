import { openBooks } from './books.ts';
import { buildApp } from './build-app.ts';
import { noFaults, seededFaults } from './faults.ts';
import { openPayers } from './payers.ts';
import type { CallbackTarget } from './post-callbacks.ts';
import { startCallbacks } from './send-callbacks.ts';
import { startSettlement } from './settlement.ts';

/** How to run a sandbox bank. */
export interface SandboxBankOptions {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** The file with the bank's books; it and its folder are created when missing. */
  databasePath: string;
  /** How long a normal instruction takes to complete, milliseconds of bank time; 200 when not given. */
  settleMs?: number;
  /** How long the bank takes to carry out a revocation, milliseconds of bank time; at once when not given. */
  revokeMs?: number;
  /** The address at which browsers of payers reach the bank; where it listens when not given. */
  publicUrl?: string | null;
  /** Where status changes are told, signed with the secret; null tells nobody. */
  callback: CallbackTarget | null;
  /** Faults beside the scenarios: the same for the same seed; rate 0 to 1. */
  faults: { seed: number; rate: number } | null;
  log?: (line: string) => void;
}

/** A sandbox bank that runs. */
export interface SandboxBank {
  url: string;
  port: number;
  /** Stops at once: late answers are lost, the books are not. */
  stop(): Promise<void>;
}

/** Opens the books and starts a bank on them: it answers requests, settles what is due and sends callbacks. */
export async function startSandboxBank(options: SandboxBankOptions): Promise<SandboxBank> {
  const { settleMs = 200, revokeMs = 0, publicUrl = null, callback, log = () => {} } = options;
  const books = openBooks(options.databasePath, callback !== null);
  openPayers(books);
  const faults = options.faults === null ? noFaults : seededFaults(options.faults);
  const callbacks = callback === null ? null : startCallbacks(books, callback, faults, log);
  const settlement = startSettlement(books, () => callbacks?.ring(), log);
  const stopping = new AbortController();
  const origin = (): string => publicUrl?.replace(/\/+$/, '') ?? app.listeningOrigin;
  const bank = { books, settlement, callbacks, faults, settleMs, revokeMs, origin, stopping: stopping.signal, log };
  const app = buildApp(bank);

  let stopped: Promise<void> | undefined;
  async function stopAll(): Promise<void> {
    stopping.abort();
    await app.close();
    await settlement.stop();
    await callbacks?.stop();
    books.close();
  }
  function stop(): Promise<void> {
    stopped ??= stopAll();
    return stopped;
  }
  try {
    const url = await app.listen({ host: options.host, port: options.port });
    return { url, port: Number(new URL(url).port || 80), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
