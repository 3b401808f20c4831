import { scenarios } from './scenarios.ts';

const title = 'Sarf sandbox bank';
const intro =
  'A bank in a box, with its own books. It remembers every instruction it ever received, and it books an ' +
  'instruction each time it is submitted, so that a client which submits twice is found out.';
const rule = 'The last two digits of an amount, in minor units, choose what happens:';

const endpoints = [
  ['POST /accounts', 'open an account'],
  ['GET /accounts, GET /accounts/{iban}', 'accounts and their balances'],
  ['POST /instructions', 'submit up to 1000 instructions'],
  ['POST /instructions/status', 'ask for the status of up to 1000 end-to-end ids'],
  ['GET /instructions?after=&limit=&booked_more_than_once=true', 'audit everything ever received'],
  ['GET /instructions/{end_to_end_id}', 'everything known of one instruction'],
  ['GET /stats', 'counts'],
  ['POST /advance', 'move the clock of the bank forward, by a day or by {"seconds": n}'],
  ['GET /health', 'is it up?'],
] as const;

function examples(origin: string): string {
  return `curl ${origin}/accounts -H 'content-type: application/json' -d '{
  "iban": "AE070331234567890123456", "currency": "AED", "opening_balance": "1000000.00" }'

curl ${origin}/instructions -H 'content-type: application/json' -d '{ "instructions": [{
  "end_to_end_id": "EXAMPLE1", "amount": "100.96", "currency": "AED", "debtor_iban": "AE070331234567890123456",
  "creditor": { "name": "Noor Haddad", "iban": "AE460090000000123456789" } }] }'

curl ${origin}/instructions/EXAMPLE1
curl -X POST ${origin}/advance`;
}

/** What this bank is and does, for a terminal. `origin` is where it listens. */
export function homeText(origin: string): string {
  const rows = scenarios.map(
    ({ suffix, happens, ends }) => `  ${suffix.padEnd(10)}${happens}\n${' '.repeat(12)}=> ${ends}`,
  );
  const doors = endpoints.map(([door, purpose]) => `  ${door}\n      ${purpose}`);
  return [title, intro, rule, rows.join('\n'), 'Endpoints:', doors.join('\n'), 'Try it:', examples(origin), ''].join(
    '\n\n',
  );
}

/** What this bank is and does, for a browser. `origin` is where it listens. */
export function homePage(origin: string): string {
  const rows = scenarios.map(
    ({ suffix, happens, ends }) => `<tr><td><code>${suffix}</code></td><td>${happens}</td><td>${ends}</td></tr>`,
  );
  const doors = endpoints.map(
    ([door, purpose]) => `<tr><td><code>${escapeHtml(door)}</code></td><td>${escapeHtml(purpose)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; } td, th { text-align: left; padding: .3rem 1rem .3rem 0; vertical-align: top; }
  pre { overflow-x: auto; padding: 1rem; background: #8882; }
  :root { color-scheme: light dark; }
</style>
<h1>${title}</h1>
<p>${intro}</p>
<p>${rule}</p>
<table><tr><th>ends in</th><th>what happens</th><th>how it ends</th></tr>${rows.join('')}</table>
<h2>Endpoints</h2>
<table>${doors.join('')}</table>
<h2>Try it</h2>
<pre>${escapeHtml(examples(origin))}</pre>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
