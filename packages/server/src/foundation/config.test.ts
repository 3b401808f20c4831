import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Environment, readConfig } from './config.ts';
import { configHelp } from './variables.ts';

const KEY = 'ab'.repeat(32);
const faultsOf = (env: Environment): string[] => {
  const reading = readConfig(env, '/home/sarf');
  return 'faults' in reading ? reading.faults : [];
};
const configOf = (env: Environment) => {
  const reading = readConfig(env, '/home/sarf');
  assert('config' in reading, JSON.stringify(reading));
  return reading.config;
};

describe('the configuration', () => {
  test('has sensible defaults', () => {
    const config = configOf({});
    assert.equal(config.port, 3000);
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.bankPort, 3100);
    assert.equal(config.dataDir, '/home/sarf/.sarf');
    assert.equal(config.databaseUrl, null);
    assert.equal(config.publicUrl, 'http://127.0.0.1:3000');
    assert.equal(config.bankUrl, 'http://127.0.0.1:3100');
    assert.deepEqual(config.roles, ['api', 'worker', 'bank', 'capability']);
    assert.notEqual(config.rateLimit, null);
  });

  test('lists all faults at once, in sentences that name the variable', () => {
    const faults = faultsOf({
      PORT: 'x',
      BANK_PORT: '70000',
      ROLES: 'api,cook',
      RATE_LIMIT: '-1',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      SARF_SECRET_KEY: 'short',
      PUBLIC_URL: 'ftp://x',
      MODE: 'prod',
    });
    for (const name of [
      'PORT',
      'BANK_PORT',
      'ROLES',
      'RATE_LIMIT',
      'LOG_LEVEL',
      'DATABASE_URL',
      'SARF_SECRET_KEY',
      'PUBLIC_URL',
      'MODE',
    ]) {
      assert(
        faults.some((fault) => fault.startsWith(name) && fault.endsWith('.')),
        name,
      );
    }
  });

  test('takes a secret key as hex or base64 and wants one in live mode', () => {
    assert.equal(configOf({ SARF_SECRET_KEY: KEY }).secretKey?.toString('hex'), KEY);
    assert.equal(
      configOf({ SARF_SECRET_KEY: Buffer.from(KEY, 'hex').toString('base64') }).secretKey?.toString('hex'),
      KEY,
    );
    assert.match(faultsOf({ MODE: 'live' }).join(), /SARF_SECRET_KEY/);
    assert.deepEqual(faultsOf({ MODE: 'live', SARF_SECRET_KEY: KEY }), []);
    assert.match(faultsOf({ SARF_SECRET_KEY: KEY, SARF_SECRET_KEY_FILE: '/x' }).join(), /not both/);
  });

  test('knows the roles, all of them, and none of the bank in live mode', () => {
    assert.deepEqual(configOf({ ROLES: 'worker' }).roles, ['worker']);
    assert.deepEqual(configOf({ ROLES: 'all' }).roles, ['api', 'worker', 'bank', 'capability']);
    assert.deepEqual(configOf({ MODE: 'live', SARF_SECRET_KEY: KEY }).roles, ['api', 'worker']);
  });

  test('switches the rate limit off by word', () => {
    assert.equal(configOf({ RATE_LIMIT: 'off' }).rateLimit, null);
    assert.equal(configOf({ RATE_LIMIT: '5' }).rateLimit, 5);
  });

  test('takes networks for webhooks, and only networks', () => {
    assert.deepEqual(configOf({}).webhookNetworks, []);
    const some = configOf({ WEBHOOK_ALLOW_NETWORKS: ' 10.20.0.0/16, fd12:3456::/32 ' });
    assert.deepEqual(some.webhookNetworks, ['10.20.0.0/16', 'fd12:3456::/32']);
    for (const text of ['10.20.0.0/33', 'intranet', '10.20', '0.0.0.0/0', '10.0.0.0/8 10.1.0.0/16']) {
      const faults = faultsOf({ WEBHOOK_ALLOW_NETWORKS: text });
      assert.equal(faults.length, 1, text);
      assert.match(faults.join(), /^WEBHOOK_ALLOW_NETWORKS .+\.$/);
    }
  });

  test('lets capabilities listen to this machine alone, unless callers have to show a token', () => {
    const { capability } = configOf({});
    assert.deepEqual(capability, {
      ...{ host: '127.0.0.1', restPort: 8080, mcpPort: 9090 },
      ...{ files: null, token: null, hosts: [] },
    });
    const token = 'a-token-of-their-own';
    for (const [host, hosts] of [
      ['0.0.0.0', ['127.0.0.1', '0.0.0.0']],
      ['10.1.2.3', ['127.0.0.1', '10.1.2.3']],
      ['::1', ['::1', '::1']],
      ['localhost', ['localhost', 'localhost']],
    ] as const) {
      const env = { HOST: host };
      const open = configOf(env).capability.host;
      assert.deepEqual([open, configOf({ ...env, CAPABILITY_TOKEN: token }).capability.host], hosts);
    }
    assert.match(faultsOf({ CAPABILITY_TOKEN: 'short' }).join(), /^CAPABILITY_TOKEN must be/);
    assert.match(faultsOf({ CAPABILITY_MCP_PORT: '8080' }).join(), /must be two ports/);
    const { files } = configOf({ CAPABILITY_FILES: 'a.yaml, /b' }).capability;
    assert.deepEqual(files, ['/home/sarf/a.yaml', '/b']);
    assert.deepEqual(configOf({ CAPABILITY_HOSTS: 'a.example, b' }).capability.hosts, ['a.example', 'b']);
    assert.match(faultsOf({ CAPABILITY_HOSTS: 'https://a.example' }).join(), /^CAPABILITY_HOSTS/);
    assert.deepEqual(faultsOf({ MODE: 'live', ROLES: 'capability' }), []);
    assert.match(faultsOf({ MODE: 'live', ROLES: 'capability,api' }).join(), /SARF_SECRET_KEY/);
  });

  test('explains every variable in its help', () => {
    for (const name of [
      'PORT',
      'HOST',
      'BANK_PORT',
      'DATA_DIR',
      'DATABASE_URL',
      'SARF_SECRET_KEY',
      'SARF_SECRET_KEY_FILE',
      'LOG_LEVEL',
      'RATE_LIMIT',
      'ROLES',
      'WEBHOOK_ALLOW_NETWORKS',
      'CAPABILITY_REST_PORT',
      'CAPABILITY_MCP_PORT',
      'CAPABILITY_FILES',
      'CAPABILITY_TOKEN',
    ]) {
      assert.match(configHelp(), new RegExp(`^ {2}${name} `, 'm'));
    }
  });
});
