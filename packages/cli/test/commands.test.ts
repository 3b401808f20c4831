import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openFolder } from '../../capability/test/hosted.ts';
import { contractFile, payoutsFile, smallFile } from '../../capability/test/payouts-file.ts';
import { runCommand } from '../src/commands.ts';
import { run } from './sarf.ts';

/** A command in this process; nothing of it may wait for signals. */
async function here(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(words, {
    environment: { EMPTY: ' ' },
    now: () => 0,
    say: (line) => out.push(line),
    complain: (line) => err.push(line),
    onSignal: () => assert.fail('it waits for signals'),
    onInputEnd: () => assert.fail('it waits for input'),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('words that mean nothing end with 2 and a sentence', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['capabilty run x', /^sarf has no command "capabilty" \(did you mean "capability"\?\); see sarf --help\.$/],
    [
      'capability rnu x',
      /^sarf capability has no command "rnu" \(did you mean "run"\?\); see sarf capability --help\.$/,
    ],
    ['quantum', /^sarf has no command "quantum"; see sarf --help\.$/],
    ['--port a=1', /^A command comes before "--port"/],
    ['capability run', /needs a file or a folder/],
    ['capability run x --prot a=1', /has no flag "--prot" \(did you mean "--port"\?\)/],
    ['capability run x --port', /--port needs a value: --port NAMESPACE=N/],
    ['capability run x --port --strict', /--port needs a value/],
    ['capability run x --strict=yes', /--strict takes no value/],
    ['capability run x --port 80', /--port must be NAMESPACE=PORT.*it is "80"/],
    ['capability run x --port a=0', /--port must be/],
    ['capability run x --port a=1 --port a=2', /given twice for "a"/],
    ['capability run x --port-offset -1', /--port-offset/],
    ['capability run x --port-offset 1 --port-offset 2', /only once/],
    ['capability run x --base-uri a=ftp://b', /--base-uri must be NAMESPACE=URL/],
    ['capability run x --base-uri a=http://u:p@b', /--base-uri must be/],
    ['capability run x --base-uri a=http://b?c=1', /--base-uri must be/],
    ['capability run x --token-env MISSING', /environment variable MISSING is not set, or empty/],
    ['capability run x --token-env EMPTY', /EMPTY is not set, or empty/],
    // Perhaps a token that was put there by mistake.
    ['capability run x --token-env s3cret', /^(?!.*s3cret)/],
  ];
  for (const [words, sentence] of cases) {
    it(`sarf ${words}`, async () => {
      const { code, out, err } = await here(...words.split(' '));
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, sentence);
    });
  }
});

describe('help', () => {
  for (const words of [[], ['--help'], ['-h'], ['capability'], ['capability', '--help']]) {
    it(`of sarf ${words.join(' ')} lists the commands`, async () => {
      const { code, out } = await here(...words);
      assert.equal(code, 0);
      for (const name of ['run', 'validate', 'list']) assert.match(out, new RegExp(`sarf capability ${name} FILE`));
    });
  }

  it('of a command says its flags', async () => {
    const { code, out } = await here('capability', 'run', '--help');
    assert.equal(code, 0);
    for (const flag of ['--base-uri NAMESPACE=URL', '--token-env NAME', '--insecure']) assert.ok(out.includes(flag));
  });
});

describe('sarf capability validate', () => {
  it('finds nothing wrong with the contract file and with ours', async () => {
    await using folder = await openFolder();
    const own = await folder.write('payouts.capability.yaml', payoutsFile);
    for (const file of [own, contractFile ?? own]) {
      assert.deepEqual(await here('capability', 'validate', file), { code: 0, out: '0 errors, 0 warnings', err: '' });
    }
  });

  it('says what is wrong, where, and ends with 1', async () => {
    await using folder = await openFolder();
    const file = await folder.write(
      'a.capability.yaml',
      payoutsFile.replace('payouts-payments.getPayout,', 'payouts-payments.getPayouts,'),
    );
    const { code, out } = await run(['capability', 'validate', file]);
    assert.equal(code, 1);
    assert.match(out, /a\.capability\.yaml:\d+:\d+: error: .*getPayouts.*\n1 error, 0 warnings\n$/);
    const told: unknown = JSON.parse((await here('capability', 'validate', file, '--json')).out);
    assert.ok(typeof told === 'object' && told !== null && 'ok' in told && 'problems' in told);
    assert.equal(told.ok, false);
    assert.ok(Array.isArray(told.problems) && told.problems.length === 1);
  });

  it('finds what keeps files from running together', async () => {
    await using folder = await openFolder();
    await folder.write('a.capability.yaml', smallFile({ namespace: 'a' }));
    await folder.write('b.capability.yaml', smallFile({ namespace: 'b' }));
    const { code, out } = await here('capability', 'validate', folder.path);
    assert.equal(code, 1);
    assert.match(out, /b\.capability\.yaml:\d+:\d+: error: GET \/hello is served already/);
  });
});

describe('sarf capability list', () => {
  it('shows what is consumed and exposed, and what calls what', async () => {
    await using folder = await openFolder();
    const file = await folder.write('payouts.capability.yaml', payoutsFile);
    const { code, out } = await here('capability', 'list', file);
    assert.equal(code, 0);
    assert.match(out, /^payouts: Payouts \(.*payouts\.capability\.yaml\)/);
    assert.match(
      out,
      /payouts-payments +GET \/payouts\/v1\/payments\/\{payment_id\}\/history +getPayoutPaymentHistory/,
    );
    assert.match(
      out,
      /payouts-payments-rest :8080 +GET \/v1\/payouts\/v1\/\{payment_id\} +payouts-payments\.getPayout\n/,
    );
    assert.match(out, /payouts-payments-mcp :9090 +lean-createpayoutpayment +payouts-payments\.createPayoutPayment/);
  });

  it('does not let a file write to the terminal', async () => {
    await using folder = await openFolder();
    const file = await folder.write('a.capability.yaml', smallFile({ path: '"/a\\u001b[2J"' }));
    const { out } = await here('capability', 'list', file);
    assert.ok(!out.includes('\u001b'));
  });
});

describe('sarf capability export-skill', () => {
  it('writes a skill that says where things are and holds no value', async () => {
    await using folder = await openFolder();
    const file = await folder.write('payouts.capability.yaml', payoutsFile);
    const out = join(folder.path, 'skills');
    const words = ['capability', 'export-skill', file, '--out', out, '--mcp-url', 'https://desk.test/mcp'];
    const { code, out: written } = await here(...words);
    assert.equal(code, 0);
    assert.ok(written.startsWith(join(out, 'payouts', 'SKILL.md')));
    const skill = await readFile(join(out, 'payouts', 'SKILL.md'), 'utf8');
    assert.match(skill, /^---\nname: "?payouts"?\n/);
    for (const word of ['https://desk.test/mcp', 'http://127.0.0.1:8080', 'lean-getpayout', 'LEAN_API_TOKEN']) {
      assert.ok(skill.includes(word), word);
    }
  });

  it('needs to know where to', async () => {
    const { code, err } = await here('capability', 'export-skill', 'x');
    assert.deepEqual([code, err], [2, 'sarf capability export-skill needs --out DIR, the folder to write into.']);
  });
});
