import type { Config } from '../foundation/config.ts';
import type { Sandbox } from './seed-sandbox.ts';

/** What `npm start` shows at the end: where everything is, and one line to paste that makes a payout. */
export function banner(config: Config, sandbox: Sandbox): string {
  const { publicUrl, bankUrl, dataDir } = config;
  const { clientId, clientSecret } = sandbox.client;
  const token =
    `curl -s -u ${clientId}:${clientSecret} -d grant_type=client_credentials ${publicUrl}/oauth2/token` +
    ` | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'`;
  const body = `{"amount":125.50,"currency":"AED","destination_id":"${sandbox.destinationId}","reference":"'$(date +%s)'"}`;
  return `
  Sarf is a money desk for bank-to-bank payouts, payments and refunds. This one is a sandbox: its bank and its money are made up.

    API         ${publicUrl}          reference: ${publicUrl}/docs
    Bank        ${bankUrl}          scenarios: curl ${bankUrl}
    Client id   ${clientId}
    Secret      ${clientSecret}
    All of it   ${dataDir}/sandbox.json

  Make a payout (paste it into another terminal):

    curl -s ${publicUrl}/payouts/v1/payment -H "authorization: Bearer $(${token})" -H 'content-type: application/json' -d '${body}'

  Then read what happened to it: GET ${publicUrl}/payouts/v1/payments/<id>/history
  The whole story of a refund, from a customer's consent to the money back: npm run example:refund-story -- ${dataDir}

`;
}
