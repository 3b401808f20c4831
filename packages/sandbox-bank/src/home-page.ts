import { endpoints } from './endpoints.ts';
import { escapeHtml, securityHeaders } from './pages/html.ts';
import { scenarios } from './scenarios.ts';

const title = 'Sarf sandbox bank';
const intro =
  'A bank in a box, with its own books. It remembers every instruction it ever received, and it books an ' +
  'instruction each time it is submitted, so that a client which submits twice is found out.';
const rule = 'The last two digits of an amount, in minor units, choose what happens:';

const more =
  'Its made-up customers pay as well: under a consent (charges) or once (checkouts), each decided on a page of this ' +
  'bank. Whoever is paid on an account of this bank is credited, and every account has statements.';

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; } td, th { text-align: left; padding: .3rem 1rem .3rem 0; vertical-align: top; }
  pre, .wide { overflow-x: auto; } pre { padding: 1rem; background: #8882; } code { overflow-wrap: anywhere; }
  :root { color-scheme: light dark; }
`;

/** The headers of the page for a browser. */
export const homeHeaders = securityHeaders(style, "'none'");

function examples(origin: string): string {
  return `curl ${origin}/accounts -H 'content-type: application/json' -d '{
  "iban": "AE070331234567890123456", "currency": "AED", "opening_balance": "1000000.00" }'

curl ${origin}/instructions -H 'content-type: application/json' -d '{ "instructions": [{
  "end_to_end_id": "EXAMPLE1", "amount": "100.96", "currency": "AED", "debtor_iban": "AE070331234567890123456",
  "creditor": { "name": "Noor Haddad", "iban": "AE460090000000123456789" } }] }'

curl ${origin}/instructions/EXAMPLE1
curl -X POST ${origin}/advance

curl ${origin}/checkouts -H 'content-type: application/json' -d '{ "end_to_end_id": "EXAMPLE2", "amount": "25.00",
  "currency": "AED", "creditor_iban": "AE070331234567890123456", "expires_at": "2099-01-01T00:00:00Z" }'
curl ${origin}/accounts/AE070331234567890123456/statements`;
}

/** What this bank is and does, for a terminal. `origin` is where it listens. */
export function homeText(origin: string): string {
  const rows = scenarios.map(
    ({ suffix, happens, ends }) => `  ${suffix.padEnd(10)}${happens}\n${' '.repeat(12)}=> ${ends}`,
  );
  const doors = endpoints.map(([door, purpose]) => `  ${door}\n      ${purpose}`);
  return [
    title,
    intro,
    more,
    rule,
    rows.join('\n'),
    'Endpoints:',
    doors.join('\n'),
    'Try it:',
    examples(origin),
    '',
  ].join('\n\n');
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
<style>${style}</style>
<h1>${title}</h1>
<p>${intro}</p>
<p>${more} No real money moves.</p>
<p>${rule}</p>
<div class="wide"><table>
<tr><th scope="col">ends in</th><th scope="col">what happens</th><th scope="col">how it ends</th></tr>
${rows.join('')}</table></div>
<h2>Endpoints</h2>
<div class="wide"><table>${doors.join('')}</table></div>
<h2>Try it</h2>
<pre>${escapeHtml(examples(origin))}</pre>
</html>
`;
}
