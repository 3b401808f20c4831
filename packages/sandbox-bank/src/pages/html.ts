import { createHash } from 'node:crypto';

/** HTML that is safe to send. Only `html` makes it, so that no text of a stranger gets in unescaped. */
export interface Html {
  readonly safe: string;
}

/** HTML from a template: every text that is put in is escaped, and what is HTML already stays as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const safe = values.reduce<string>(
    (text, value, index) => text + fill(value) + (parts[index + 1] ?? ''),
    parts[0] ?? '',
  );
  return { safe };
}

/** Nothing. */
export const nothing: Html = html``;

function fill(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') return escapeHtml(value);
  return 'safe' in value ? value.safe : value.map(({ safe }) => safe).join('');
}

/** A text as HTML shows it, also inside quotes; characters that no page may have become U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\0', '\ufffd');
}

const style = `
:root { color-scheme: light dark; --ink: #1a1d21; --paper: #fff; --soft: #eef1f5; --line: #7b8592; --go: #0b5d3b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9edf2; --paper: #14171b; --soft: #22272e; --line: #8b95a2; --go: #8fdcb5; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 34rem; margin: 0 auto; padding: 1rem 1rem 3rem; overflow-wrap: anywhere; }
.sandbox { margin: 0 0 1.5rem; padding: .75rem 1rem; background: var(--soft); border-left: .25rem solid var(--go); }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
p, dl { margin: 0 0 1rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
.amount { font-size: 2rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.wrong { padding: .75rem 1rem; border: 2px solid currentcolor; }
fieldset { margin: 1.5rem 0 1rem; padding: .5rem 1rem 1rem; border: 1px solid var(--line); border-radius: .5rem; }
legend { padding: 0 .25rem; font-weight: 600; }
label { display: flex; gap: .75rem; align-items: start; padding: .5rem 0; cursor: pointer; }
label + label { border-top: 1px solid var(--soft); }
input { flex: none; width: 1.25rem; height: 1.25rem; margin: .15rem 0 0; accent-color: var(--go); }
small { display: block; font-size: .9375rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; }
button { flex: 1 1 8rem; min-height: 3rem; padding: .5rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--ink); background: transparent; border: 2px solid var(--line); border-radius: .5rem; }
button.go { color: var(--paper); background: var(--go); border-color: var(--go); }
:focus-visible { outline: 3px solid var(--go); outline-offset: 3px; }
a { color: inherit; }
`;

/** A whole page: the title also says what is wrong, if something is. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Sarf sandbox bank</title>
<style>${{ safe: style }}</style>
</head>
<body>
<main>
<p class="sandbox"><strong>Sarf sandbox bank.</strong> This bank is made up, and so are its customers: no real money moves.</p>
${content}
</main>
</body>
</html>
`.safe;
}

/**
 * The headers of a page for payers. Its forms go to this bank and, because browsers hold a redirect after a form against
 * the same rule, to where the payer is sent back.
 */
export function pageHeaders(returnUrl: string | null): Record<string, string> {
  const back = returnUrl === null ? '' : ` ${URL.parse(returnUrl)?.origin ?? ''}`;
  return securityHeaders(style, `'self'${back}`);
}

/**
 * The headers of HTML with one style of its own. Nothing may be loaded and nothing may run. The address of a page can be
 * its secret, so nobody else is told of it.
 */
export function securityHeaders(ownStyle: string, formAction: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(ownStyle).digest('base64')}'`,
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}
