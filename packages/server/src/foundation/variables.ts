// What the environment decides, as it is told by --help.

/** One variable of the environment. */
interface Variable {
  readonly name: string;
  readonly fallback: string;
  readonly help: string;
}

export const variables: readonly Variable[] = [
  { name: 'PORT', fallback: '3000', help: 'Port of the API (or of health and metrics, for a worker alone).' },
  { name: 'HOST', fallback: '127.0.0.1', help: 'Address to listen on.' },
  { name: 'BANK_PORT', fallback: '3100', help: 'Port of the sandbox bank.' },
  { name: 'BANK_URL', fallback: 'http://127.0.0.1:<BANK_PORT>', help: 'Where the sandbox bank is reached.' },
  { name: 'PUBLIC_URL', fallback: 'http://<HOST>:<PORT>', help: 'Address under which clients reach the API.' },
  { name: 'DATA_DIR', fallback: '.sarf', help: 'Folder of the embedded database, keys and sandbox.json.' },
  { name: 'DATABASE_URL', fallback: '', help: 'PostgreSQL 15 or newer. When set, no embedded database is started.' },
  {
    name: 'DATABASE_PREPARE',
    fallback: 'on',
    help: 'off behind a pooler that shares connections between transactions.',
  },
  { name: 'MODE', fallback: 'sandbox', help: 'sandbox, or live (nothing is made by itself).' },
  {
    name: 'ROLES',
    fallback: 'api,worker,bank,capability',
    help: 'What this process runs: api, worker, bank, capability (comma-separated), or all.',
  },
  {
    name: 'SARF_SECRET_KEY',
    fallback: '',
    help: '32 bytes as 64 hex digits or base64. Seals secrets in the database.',
  },
  {
    name: 'SARF_SECRET_KEY_FILE',
    fallback: '',
    help: 'A file with that key. One of the two is required in live mode.',
  },
  { name: 'LOG_LEVEL', fallback: 'info', help: 'trace, debug, info, warn, error, fatal or silent.' },
  { name: 'RATE_LIMIT', fallback: '1000', help: 'Requests per second and client, or off.' },
  { name: 'EVENTS_KEPT_DAYS', fallback: '90', help: 'For how many days events are kept; 90 at least.' },
  { name: 'LEASE_SECONDS', fallback: '30', help: 'How long a worker keeps what it took up.' },
  {
    name: 'STATEMENTS_EVERY_SECONDS',
    fallback: '900, in sandbox mode 10',
    help: 'How often statements are fetched from banks and matches looked for; 0 is never.',
  },
  {
    name: 'BANK_TIMEOUT_SECONDS',
    fallback: '10',
    help: 'How long to wait for an answer of the bank; less than LEASE_SECONDS.',
  },
  {
    name: 'WEBHOOK_ALLOW_NETWORKS',
    fallback: '',
    help: 'Networks of your own that webhooks may be sent to, such as 10.20.0.0/16 (comma-separated).',
  },
  {
    name: 'TRUSTED_PROXIES',
    fallback: '',
    help: 'Networks of the proxies in front of Sarf, whose X-Forwarded-For is believed (comma-separated).',
  },
  { name: 'CAPABILITY_REST_PORT', fallback: '8080', help: 'Port on which capabilities answer HTTP.' },
  { name: 'CAPABILITY_MCP_PORT', fallback: '9090', help: 'Port on which capabilities are MCP tools.' },
  {
    name: 'CAPABILITY_FILES',
    fallback: 'the four of Sarf',
    help: 'Capability files to run, or folders with such files (comma-separated).',
  },
  {
    name: 'CAPABILITY_HOSTS',
    fallback: '',
    help: 'Host names under which capabilities are reached, such as that of a proxy (comma-separated).',
  },
  {
    name: 'CAPABILITY_TOKEN',
    fallback: '',
    help: 'What callers of capabilities must send as bearer token; needed when HOST is not this machine alone.',
  },
];

/** The text of --help: every variable, its default and what it is for. */
export function configHelp(): string {
  const lines = variables.map(({ name, fallback, help }) => {
    const note = fallback === '' ? '' : ` (default ${fallback})`;
    return `  ${name.padEnd(26)}${help}${note}`;
  });
  return `Environment:\n${lines.join('\n')}\n`;
}
