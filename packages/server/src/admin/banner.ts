import type { Config } from '../foundation/config.ts';
import { capabilityUrls } from './capability-process.ts';
import { dashboardUrlOf } from './sandbox-file.ts';
import type { SandboxMember } from './seed-people.ts';
import type { Sandbox } from './seed-sandbox.ts';

/** What `npm start` shows at the end: where everything is, and one line to paste that makes a payout. */
export function banner(config: Config, sandbox: Sandbox, members: readonly SandboxMember[]): string {
  const { publicUrl, bankUrl, dataDir } = config;
  const { clientId, clientSecret } = sandbox.client;
  const token =
    `curl -s -u ${clientId}:${clientSecret} -d grant_type=client_credentials ${publicUrl}/oauth2/token` +
    ` | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'`;
  const body = `{"amount":125.50,"currency":"AED","destination_id":"${sandbox.destinationId}","reference":"'$(date +%s)'"}`;
  const urls = capabilityUrls(config);
  const capabilities = urls
    ? `
    MCP         ${urls.mcp}      tools for AI agents, as client "Sandbox agent" (docs/capabilities.md)
    REST        ${urls.rest}          the same over HTTP`
    : '';
  const budget = urls
    ? `  Give the agent a budget: npm run admin -- set-agent-limits --client ${sandbox.agent.clientId} --max-total-per-day "AED 2000.00"
`
    : '';
  const signIns = members.map(({ email, password }) => `      sign in   ${email.padEnd(22)}  ${password}`).join('\n');
  return `
  Sarf is a money desk for bank-to-bank payouts, payments and refunds. This one is a sandbox: its bank and its money are made up.

    Dashboard   ${dashboardUrlOf(config)}
${signIns}
    API         ${publicUrl}          reference: ${publicUrl}/docs
    Bank        ${bankUrl}          scenarios: curl ${bankUrl}${capabilities}
    Client id   ${clientId}
    Secret      ${clientSecret}
    All of it   ${dataDir}/sandbox.json

  Make a payout (paste it into another terminal):

    curl -s ${publicUrl}/payouts/v1/payment -H "authorization: Bearer $(${token})" -H 'content-type: application/json' -d '${body}'

  Then read what happened to it: GET ${publicUrl}/payouts/v1/payments/<id>/history
  The whole story of a refund, from a customer's consent to the money back: npm run example:refund-story -- ${dataDir}
${budget}
`;
}
