import { resolve } from 'node:path';
import { readNetworks } from './networks.ts';
import { variables } from './variables.ts';

const ROLES = ['api', 'worker', 'bank', 'capability'] as const;
export type Role = (typeof ROLES)[number];

/** Everything the environment decides. */
export interface Config {
  /** `sandbox` makes its own application, key and bank; `live` makes nothing by itself. */
  readonly mode: 'sandbox' | 'live';
  readonly host: string;
  readonly port: number;
  readonly bankPort: number;
  readonly dataDir: string;
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly databasePrepare: boolean;
  /** 32 bytes, or the file they are in, or null: made and kept in `dataDir`, in sandbox mode only. */
  readonly secretKey: Buffer | null;
  readonly secretKeyFile: string | null;
  readonly logLevel: string;
  /** Requests per second and client; null is no limit. */
  readonly rateLimit: number | null;
  readonly roles: readonly Role[];
  /** The address clients use; the issuer of tokens. */
  readonly publicUrl: string;
  readonly bankUrl: string;
  /** For how many days events and finished deliveries are kept; 90 at least. */
  readonly eventsKeptDays: number;
  /** How often statements are fetched and matches are looked for, in milliseconds; 0 is never. */
  readonly statementsEveryMs: number;
  readonly leaseMs: number;
  /** After this time a bank's answer is given up; shorter than the lease, so that a call ends before it does. */
  readonly bankTimeoutMs: number;
  /** Networks that are not public and that webhook endpoints may be in. */
  readonly webhookNetworks: readonly string[];
  readonly capability: CapabilityConfig;
  /** Networks of proxies that are believed when they tell whose request they pass on. */
  readonly trustedProxies: readonly string[];
}

/** How capabilities run. */
export interface CapabilityConfig {
  /** They listen to this machine alone unless callers have to show a token. */
  readonly host: string;
  readonly restPort: number;
  readonly mcpPort: number;
  /** Absolute paths of files and folders; null: the ones that come with Sarf. */
  readonly files: readonly string[] | null;
  readonly token: string | null;
  /** Names under which they are reached besides the address, such as that of a proxy in front. */
  readonly hosts: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;
export type ConfigReading = { readonly config: Config } | { readonly faults: string[] };

/**
 * Reads the configuration from the environment. Gives either all of it, or all faults at once, in sentences.
 * @param home the folder relative paths begin at
 */
export function readConfig(env: Environment, home: string): ConfigReading {
  const faults: string[] = [];
  const text = (name: string): string => {
    const value = env[name]?.trim();
    return value ? value : (variables.find((variable) => variable.name === name)?.fallback ?? '');
  };
  const given = (name: string): string | null => env[name]?.trim() || null;
  const number = (name: string, min: number, max: number): number => {
    const value = Number(text(name));
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    faults.push(`${name} must be a whole number from ${min} to ${max}; it is "${text(name)}".`);
    return min;
  };
  const oneOf = <T extends string>(name: string, choices: readonly T[]): T | undefined => {
    const found = choices.find((choice) => choice === text(name).toLowerCase());
    if (!found) faults.push(`${name} must be one of ${choices.join(', ')}; it is "${text(name)}".`);
    return found;
  };

  const host = text('HOST');
  const port = number('PORT', 0, 65535);
  const bankPort = number('BANK_PORT', 0, 65535);
  const mode = oneOf('MODE', ['sandbox', 'live'] as const) ?? 'sandbox';
  const roles = readRoles(text('ROLES'), mode, given('ROLES') !== null, faults);
  const secretKey = readSecretKey(given('SARF_SECRET_KEY'), faults);
  const secretKeyFile = given('SARF_SECRET_KEY_FILE');
  // A process that only runs capabilities seals nothing and has no database.
  if (mode === 'live' && !secretKey && !secretKeyFile && roles.some((role) => role !== 'capability')) {
    faults.push('SARF_SECRET_KEY or SARF_SECRET_KEY_FILE is required when MODE is live.');
  }
  if (secretKey && secretKeyFile) faults.push('Set SARF_SECRET_KEY or SARF_SECRET_KEY_FILE, not both.');
  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL must begin with postgres:// or postgresql://.');
  }
  const config: Config = {
    mode,
    host,
    port,
    bankPort,
    dataDir: resolve(home, text('DATA_DIR')),
    databaseUrl,
    databasePrepare: oneOf('DATABASE_PREPARE', ['on', 'off'] as const) !== 'off',
    secretKey,
    secretKeyFile: secretKeyFile && resolve(home, secretKeyFile),
    logLevel: oneOf('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const) ?? 'info',
    rateLimit: text('RATE_LIMIT').toLowerCase() === 'off' ? null : number('RATE_LIMIT', 1, 1_000_000),
    roles,
    eventsKeptDays: number('EVENTS_KEPT_DAYS', 90, 36_500),
    publicUrl: readUrl(given('PUBLIC_URL'), 'PUBLIC_URL', faults) ?? `http://${urlHost(host)}:${port}`,
    bankUrl: readUrl(given('BANK_URL'), 'BANK_URL', faults) ?? `http://127.0.0.1:${bankPort}`,
    statementsEveryMs: 1000 * readEvery(given('STATEMENTS_EVERY_SECONDS'), mode, number),
    ...readLease(number, faults),
    trustedProxies: readNetworks(text('TRUSTED_PROXIES'), 'TRUSTED_PROXIES', faults),
    webhookNetworks: readNetworks(text('WEBHOOK_ALLOW_NETWORKS'), 'WEBHOOK_ALLOW_NETWORKS', faults),
    capability: readCapability({ given, number, faults, host, home }),
  };
  return faults.length > 0 ? { faults } : { config };
}

interface Reading {
  readonly given: (name: string) => string | null;
  readonly number: (name: string, min: number, max: number) => number;
  readonly faults: string[];
  readonly host: string;
  readonly home: string;
}

function readCapability({ given, number, faults, host, home }: Reading): CapabilityConfig {
  const restPort = number('CAPABILITY_REST_PORT', 1, 65535);
  const mcpPort = number('CAPABILITY_MCP_PORT', 1, 65535);
  if (restPort === mcpPort) faults.push('CAPABILITY_REST_PORT and CAPABILITY_MCP_PORT must be two ports.');
  const token = given('CAPABILITY_TOKEN');
  if (token !== null && !/^[!-~]{16,512}$/.test(token)) {
    faults.push('CAPABILITY_TOKEN must be 16 to 512 characters without blanks.');
  }
  const list = (name: string): string[] =>
    (given(name) ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const files = list('CAPABILITY_FILES').map((file) => resolve(home, file));
  const hosts = list('CAPABILITY_HOSTS');
  const wrong = hosts.filter((name) => !/^[\w.-]+$/.test(name));
  if (wrong.length > 0) faults.push(`CAPABILITY_HOSTS takes host names without port; it has "${wrong.join(', ')}".`);
  // Whoever reaches them acts with the credentials of a client, so without a token nobody else does.
  return {
    host: token === null && !isLoopback(host) ? '127.0.0.1' : host,
    restPort,
    mcpPort,
    files: files.length > 0 ? files : null,
    token,
    hosts,
  };
}

/** Can nobody but this machine reach the address? */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function readEvery(
  given: string | null,
  mode: 'sandbox' | 'live',
  number: (name: string, min: number, max: number) => number,
): number {
  if (given !== null) return number('STATEMENTS_EVERY_SECONDS', 0, 86_400);
  return mode === 'live' ? 900 : 10;
}

function readLease(
  number: (name: string, min: number, max: number) => number,
  faults: string[],
): Pick<Config, 'leaseMs' | 'bankTimeoutMs'> {
  const before = faults.length;
  const lease = number('LEASE_SECONDS', 1, 3600);
  const timeout = number('BANK_TIMEOUT_SECONDS', 1, 3600);
  // A worker calls the bank only while the call is sure to end within its lease; with these it would never call.
  if (faults.length === before && timeout >= lease) {
    faults.push(`BANK_TIMEOUT_SECONDS must be less than LEASE_SECONDS; they are ${timeout} and ${lease}.`);
  }
  return { leaseMs: lease * 1000, bankTimeoutMs: timeout * 1000 };
}

function readRoles(text: string, mode: 'sandbox' | 'live', given: boolean, faults: string[]): Role[] {
  if (text.toLowerCase() === 'all' || !given) return mode === 'live' ? ['api', 'worker'] : [...ROLES];
  const words = text
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
  const wrong = words.filter((word) => !ROLES.some((role) => role === word));
  if (wrong.length > 0) faults.push(`ROLES knows ${ROLES.join(', ')} and all; it has "${wrong.join(', ')}".`);
  return ROLES.filter((role) => words.includes(role));
}

function readSecretKey(text: string | null, faults: string[]): Buffer | null {
  if (text === null) return null;
  const key = parseSecretKey(text);
  if (!key) faults.push('SARF_SECRET_KEY must be 32 bytes, as 64 hex digits or as base64.');
  return key ?? null;
}

/** A secret key from its text: 64 hex digits or base64 of 32 bytes. */
export function parseSecretKey(text: string): Buffer | undefined {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64');
  return bytes.length === 32 ? bytes : undefined;
}

function readUrl(text: string | null, name: string, faults: string[]): string | null {
  if (text === null) return null;
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, '');
  faults.push(`${name} must be an http or https address; it is "${text}".`);
  return null;
}

/** An address as it stands in a URL: IPv6 in brackets, "all addresses" as the loopback one. */
export function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** The environment of this process, for the few who hand it on. */
export function processEnvironment(): Environment {
  return process.env;
}
