/* Written by `npm run derive` from docs/openapi.json, by openapi-typescript. Do not change it by hand. */

export interface paths {
    "/payouts/v1/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a payout */
        post: operations["createPayoutPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payouts, newest first */
        get: operations["listPayouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payments/{payment_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what happened to a payout, in order */
        get: operations["getPayoutPaymentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payments/{payment_id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a payout booked in the ledger */
        get: operations["getPayoutLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payments/{payment_id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain in plain words where a payout is and what happens next */
        get: operations["explainPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payments/{payment_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a payout that no bank has seen yet */
        post: operations["cancelPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a payout */
        get: operations["getPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/intents/{payment_intent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a payment intent with its payout and destination */
        get: operations["getPayoutIntent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payment/destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List destinations, newest first */
        get: operations["listPayoutDestinations"];
        put?: never;
        /** Register a destination */
        post: operations["createPayoutDestination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payment/destinations/{destination_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a destination */
        get: operations["getPayoutDestination"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the payout accounts and their balances */
        get: operations["listPayoutAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List customers, newest first */
        get: operations["listCustomers"];
        put?: never;
        /** Register a customer */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/v1/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/v1/app-user-id/{app_user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer by your own id */
        get: operations["getCustomerByAppUserId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/v1/account-on-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a customer for permission to charge an account */
        post: operations["createConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List consents, newest first */
        get: operations["listConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/v1/{consent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a consent and how much of it is used */
        get: operations["getConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/v1/{consent_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what happened to a consent, in order */
        get: operations["getConsentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents/v1/{consent_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how far a revocation is: blocked here, told to the bank, confirmed by the bank */
        get: operations["getConsentRevocation"];
        put?: never;
        /** Revoke a consent: no charge can start from now on */
        post: operations["revokeConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/v1/{customer_id}/payment-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the payment sources of a customer, newest first */
        get: operations["listCustomerPaymentSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/v1/{customer_id}/payment-sources/{payment_source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a payment source */
        get: operations["getPaymentSourceById"];
        put?: never;
        post?: never;
        /** Delete a payment source: its consent is revoked at once */
        delete: operations["deletePaymentSource"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/v1/account-on-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Charge a payment source under its consent */
        post: operations["createAccountOnFilePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/v1/intents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a checkout for one payment */
        post: operations["createPaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register payments that another system collected */
        post: operations["recordPayments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payments of customers, newest first */
        get: operations["listPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/v1/intents/{payment_intent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a payment intent with its payment */
        get: operations["getPaymentIntent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/v1/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a payment, its reconciliation and its refunds */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/v1/{payment_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what happened to a payment, in order */
        get: operations["getPaymentHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List refunds, newest first */
        get: operations["listRefunds"];
        /** Confirm or reject refunds; without a body submit what is confirmed now */
        put: operations["processRefunds"];
        /** Ask for one refund, or for several at once */
        post: operations["createRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/refunds/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the reasons that a refund may have */
        get: operations["getRefundReasons"];
        put?: never;
        /** Add a reason of your own, or describe it anew */
        post: operations["addRefundReason"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/refunds/{refund_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a refund */
        get: operations["getRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/refunds/{refund_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what happened to a refund, in order */
        get: operations["getRefundHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/refunds/{refund_id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explain in plain words where a refund is and what happens next */
        get: operations["explainRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payment/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See what creating a payout would do; nothing is changed */
        post: operations["previewPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payments/{payment_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a payout that waits for another party than whoever asked for it */
        post: operations["approvePayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/payments/{payment_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a payout that waits for approval */
        post: operations["rejectPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/v1/agent-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the limits of the client that asks, and what they leave */
        get: operations["getAgentLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/refunds/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See what asking for refunds would do; nothing is changed */
        post: operations["previewRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List statements, newest first */
        get: operations["listStatements"];
        put?: never;
        /** Upload a bank statement: camt.053 or CSV */
        post: operations["uploadStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List statement entries, newest first */
        get: operations["listEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/entries/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a statement entry and its matches */
        get: operations["getEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List payments by whether their money is proven to have arrived, newest first */
        get: operations["listReconciliationPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/payments/{payment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say that the money of a payment will not come, or wait for it again */
        patch: operations["changePaymentReconciliation"];
        trace?: never;
    };
    "/reconciliation/v1/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List matches that wait for a person, the best first */
        get: operations["listSuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List matches, newest first */
        get: operations["listMatches"];
        put?: never;
        /** Match entries with what they prove */
        post: operations["createMatches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/matches/{match_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Undo a match, with a reason */
        delete: operations["undoMatch"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the month-end view of the accounts */
        get: operations["summariseReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/column-maps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the column maps for CSV statements */
        get: operations["listColumnMaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reconciliation/v1/column-maps/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say which columns a CSV statement has, under a name */
        put: operations["putColumnMap"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who is asking, and what they may do */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/v1/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the role of a member, or disable them */
        patch: operations["changeMember"];
        trace?: never;
    };
    "/team/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the open invitations */
        get: operations["listInvitations"];
        put?: never;
        /** Invite somebody by a link */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/v1/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: operations["deleteInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clients/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API clients */
        get: operations["listClients"];
        put?: never;
        /** Make an API client */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clients/v1/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Stop a client, let it go on, or revoke it */
        patch: operations["changeClient"];
        trace?: never;
    };
    "/clients/v1/{client_id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the limits of a client */
        get: operations["getClientLimits"];
        /** Set the limits of a client */
        put: operations["putClientLimits"];
        post?: never;
        /** Take the limits of a client away */
        delete: operations["deleteClientLimits"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the settings of the application */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change settings of the application */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/payouts/v1/accounts/{payout_account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a payout account */
        patch: operations["changePayoutAccount"];
        trace?: never;
    };
    "/audit/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what people and operators did, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what moved, what waits and what needs a look */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what happened, oldest first */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/v1/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an event */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the webhook endpoints, oldest first */
        get: operations["listEndpoints"];
        put?: never;
        /** Register a webhook endpoint */
        post: operations["createEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/endpoints/{endpoint_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook endpoint */
        get: operations["getEndpoint"];
        put?: never;
        post?: never;
        /** Delete a webhook endpoint and its deliveries */
        delete: operations["deleteEndpoint"];
        options?: never;
        head?: never;
        /** Change, disable or enable a webhook endpoint */
        patch: operations["updateEndpoint"];
        trace?: never;
    };
    "/webhooks/v1/endpoints/{endpoint_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a webhook endpoint a new secret */
        post: operations["rotateEndpointSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/endpoints/{endpoint_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a webhook endpoint a ping */
        post: operations["testEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/endpoints/{endpoint_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a webhook endpoint the events of a span of time again */
        post: operations["replayEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/endpoints/{endpoint_id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how a webhook endpoint fares */
        get: operations["getEndpointStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List deliveries, newest event first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a delivery with all its attempts */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/v1/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery again */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Be told what happens, as server-sent events */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "payout.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payout was accepted and its amount is held. `approval` says whether another party has to approve it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.created";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.awaiting_approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payout waits for approval again, after a restore. That it waits at first, `payout.created` tells. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.awaiting_approval";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.queued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payout waits for its turn: it was approved, or it waits again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.queued";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.submitting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payout is being sent to the bank. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.submitting";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank has accepted a payout. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.submitted";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.in_doubt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank gave no clear answer; it is being asked. Do not pay again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.in_doubt";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The beneficiary has been paid. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.completed";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank did not pay; the amount is released. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.failed";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The money of a completed payout came back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.returned";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payout was refused, not approved, or cancelled before any bank paid; the amount is released. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payout.rejected";
                        payload?: components["schemas"]["Payout"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "destination.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A destination was registered. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "destination.created";
                        payload?: components["schemas"]["PayoutDestination"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A customer was asked for permission to charge an account. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "consent.created";
                        payload?: components["schemas"]["Consent"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.authorised": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer allowed it, or the bank lifted a suspension. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "consent.authorised";
                        payload?: components["schemas"]["Consent"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer refused. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "consent.rejected";
                        payload?: components["schemas"]["Consent"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.suspended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank suspended the consent for a time. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "consent.suspended";
                        payload?: components["schemas"]["Consent"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The consent was revoked; no charge can start any more. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "consent.revoked";
                        payload?: components["schemas"]["Consent"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The time of the consent is over. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "consent.expired";
                        payload?: components["schemas"]["Consent"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "consent.consumed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A limit of the consent is used up. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "consent.consumed";
                        payload?: components["schemas"]["Consent"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment_source.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A bank account of a customer can be charged. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment_source.created";
                        payload?: components["schemas"]["PaymentSource"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment_source.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The account can be charged no more: its consent is over. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment_source.expired";
                        payload?: components["schemas"]["PaymentSource"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment_source.revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The account can be charged no more: its consent was revoked. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment_source.revoked";
                        payload?: components["schemas"]["PaymentSource"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payment of a customer was made. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.created";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.awaiting_authorisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payment waits for the customer to decide. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.awaiting_authorisation";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.queued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payment waits for its turn, for the first time or again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.queued";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.submitting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payment is being sent to the bank. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.submitting";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank has accepted a payment. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.submitted";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.in_doubt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank gave no clear answer; it is being asked. Do not charge again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.in_doubt";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank says that the customer has paid. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.completed";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank did not carry the payment out. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.failed";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The money of a completed payment was taken back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.returned";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A payment was refused before any bank carried it out. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.rejected";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.reconciliation.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is proven of a payment to have arrived has changed. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "payment.reconciliation.updated";
                        payload?: components["schemas"]["Payment"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A refund waits to be confirmed; its amount is set aside. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "refund.created";
                        payload?: components["schemas"]["Refund"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.confirmed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A refund was confirmed; a payout carries it out. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "refund.confirmed";
                        payload?: components["schemas"]["Refund"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A refund was rejected; its amount can be refunded again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "refund.rejected";
                        payload?: components["schemas"]["Refund"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The bank has the refund. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "refund.submitted";
                        payload?: components["schemas"]["Refund"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer has the money back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "refund.completed";
                        payload?: components["schemas"]["Refund"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A refund was not carried out or came back; its amount can be refunded again. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "refund.failed";
                        payload?: components["schemas"]["Refund"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "reconciliation.matched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A statement entry was tied to what it proves. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "reconciliation.matched";
                        payload?: components["schemas"]["Match"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "reconciliation.unmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A match was undone. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "reconciliation.unmatched";
                        payload?: components["schemas"]["Match"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "reconciliation.statement_read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A statement was read. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "reconciliation.statement_read";
                        payload?: components["schemas"]["Statement"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "reconciliation.unknown_debit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Money left an account and no payout explains it. Look at once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "reconciliation.unknown_debit";
                        payload?: components["schemas"]["StatementEntry"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A test, sent to one endpoint on request. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Event"] & {
                        /** @constant */
                        type?: "ping";
                        payload?: components["schemas"]["Ping"];
                    };
                };
            };
            responses: {
                /** @description It has arrived; it is not sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        PayoutRequest: {
            /** @description In major units, as a JSON number; no more decimals than the currency has. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * Format: uuid
             * @description Whom to pay: a destination of this application.
             */
            destination_id: string;
            /** @description Travels with the money to the beneficiary. */
            description?: string;
            /** @description Your own reference. Guards against paying the same thing twice. */
            reference?: string;
            /** @description The same key never makes a second payout. */
            idempotency_key?: string;
            /**
             * Format: uuid
             * @description The account to pay from; without it the default account in that currency.
             */
            payout_account_id?: string;
            /** @description Pay even though a payout like this one was made a short time ago. */
            allow_duplicate?: boolean;
        };
        Payout: {
            /**
             * Format: uuid
             * @description The payout.
             */
            id: string;
            /**
             * @description The public status.
             * @enum {string}
             */
            status: "PENDING" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * Format: uuid
             * @description Whom it pays.
             */
            destination_id: string;
            /**
             * Format: date-time
             * @description When it was accepted.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description The intent it was made from.
             */
            payment_intent_id: string;
            /**
             * Format: uuid
             * @description The account it is paid from.
             */
            payout_account_id: string;
            refund_id: string | null;
            description: string | null;
            reference: string | null;
            idempotency_key: string | null;
            /** @description Our reference that travels with the money. */
            end_to_end_id: string;
            bank_reference: string | null;
            reason: {
                /** @description ISO 20022 reason code, or a word of ours. */
                code: string;
                /** @description The same in plain words. */
                message: string;
            } | null;
            approval: {
                /** @description The party that asked for it. */
                asked_by: string;
                decided_by: string | null;
            } | null;
            /** @description The statement entries that prove that the money left. */
            evidence: {
                /**
                 * Format: uuid
                 * @description The match.
                 */
                match_id: string;
                /**
                 * Format: uuid
                 * @description The statement that first had the entry.
                 */
                statement_id: string;
                /**
                 * Format: uuid
                 * @description The entry.
                 */
                entry_id: string;
                /**
                 * Format: date
                 * @description The day on which the bank booked it.
                 */
                booked_at: string;
                /** @description What the entry proves of it. */
                amount: number;
            }[];
            /**
             * Format: date-time
             * @description When its state last changed.
             */
            updated_at: string;
        };
        PayoutPage: {
            content: components["schemas"]["Payout"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        PayoutHistory: {
            content: {
                /** @description From 1, without gaps. */
                sequence: number;
                /**
                 * @description The public status.
                 * @enum {string}
                 */
                status: "PENDING" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
                /**
                 * @description The exact state behind the status.
                 * @enum {string}
                 */
                state: "awaiting_approval" | "queued" | "submitting" | "with_bank" | "in_doubt" | "completed" | "failed" | "returned" | "rejected";
                /**
                 * Format: date-time
                 * @description When it entered this state.
                 */
                at: string;
                /** @description Who or what moved it. */
                actor: string;
                reason: {
                    /** @description ISO 20022 reason code, or a word of ours. */
                    code: string;
                    /** @description The same in plain words. */
                    message: string;
                } | null;
            }[];
        };
        PayoutLedger: {
            /** @description In their order. */
            content: {
                /**
                 * @description The amount was set aside, booked, given back, or came back after it was booked.
                 * @enum {string}
                 */
                step: "hold" | "post" | "release" | "reverse";
                /** @description In major units. */
                amount: number;
                /** @description ISO 4217 code, such as AED. */
                currency: string;
                /** @description What was debited. */
                debit: {
                    /** @enum {string} */
                    kind: "payout_account" | "paid_out" | "received" | "funding";
                    /**
                     * Format: uuid
                     * @description The account of the ledger; that of a payout account has the same id.
                     */
                    id: string;
                };
                /** @description What was credited. */
                credit: {
                    /** @enum {string} */
                    kind: "payout_account" | "paid_out" | "received" | "funding";
                    /**
                     * Format: uuid
                     * @description The account of the ledger; that of a payout account has the same id.
                     */
                    id: string;
                };
                /**
                 * Format: date-time
                 * @description When it was booked.
                 */
                at: string;
            }[];
        };
        PayoutDestinationRequest: {
            /** @description The name of the account holder. */
            beneficiary_name: string;
            /** @description The IBAN; blanks are ignored. */
            iban?: string;
            /** @description The account number, where there is no IBAN. */
            account_number?: string;
            /** @description The bank: BIC or national code. Needed with `account_number`. */
            bank_code?: string;
            /** @description ISO 3166 alpha-2 or alpha-3. Needed with `account_number`. */
            country?: string;
            /** @description ISO 4217 code, such as AED. */
            currency?: string;
        };
        PayoutDestination: {
            /**
             * Format: uuid
             * @description The destination.
             */
            id: string;
            beneficiary_name: string;
            iban: string | null;
            account_number: string | null;
            bank_code: string | null;
            /** @description ISO 3166 alpha-2. */
            country: string;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * Format: date-time
             * @description When it was registered.
             */
            created_at: string;
        };
        PayoutDestinationPage: {
            content: components["schemas"]["PayoutDestination"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        PayoutIntent: {
            /**
             * Format: uuid
             * @description The intent.
             */
            payment_intent_id: string;
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            description: string | null;
            reference: string | null;
            /**
             * Format: date-time
             * @description When it was accepted.
             */
            created_at: string;
            payment: components["schemas"]["Payout"];
            payment_destination: components["schemas"]["PayoutDestination"];
        };
        PayoutAccounts: {
            content: {
                /**
                 * Format: uuid
                 * @description The payout account.
                 */
                id: string;
                name: string;
                /** @description ISO 4217 code, such as AED. */
                currency: string;
                iban: string;
                /** @description The bank connection that pays from it. */
                connector: string;
                /** @description Is it used when a payout in its currency names no account? */
                is_default: boolean;
                /** @description Is a payout refused when `available` does not cover it? */
                balance_binding: boolean;
                /** @description What can still be paid out: posted less held. */
                available: number;
                /** @description Set aside for payouts that are not final. */
                held: number;
                /** @description What is booked. */
                posted: number;
            }[];
        };
        PayoutExplanation: {
            /**
             * Format: uuid
             * @description The payout.
             */
            payment_id: string;
            /**
             * @description The public status.
             * @enum {string}
             */
            status: "PENDING" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
            /**
             * @description The exact state behind the status.
             * @enum {string}
             */
            state: "awaiting_approval" | "queued" | "submitting" | "with_bank" | "in_doubt" | "completed" | "failed" | "returned" | "rejected";
            /**
             * Format: date-time
             * @description When it entered this state.
             */
            since: string;
            /** @description What this state means and how the payout came to it. */
            why: string;
            next: {
                /** @enum {string} */
                who: "caller" | "sarf" | "bank" | "beneficiary" | "operator" | "nobody";
                what: string;
                at: string | null;
            };
            /** @enum {string} */
            money_moved: "no" | "yes" | "unknown";
            bank_code: {
                code: string;
                meaning: string;
            } | null;
            /** @description A sentence that is safe to show to the beneficiary. */
            beneficiary_message: string;
        };
        PayoutPreview: {
            /**
             * @description What would happen to this request now.
             * @enum {string}
             */
            verdict: "WOULD_BE_QUEUED" | "WOULD_AWAIT_APPROVAL" | "WOULD_BE_REPLAYED" | "WOULD_BE_REFUSED";
            refusal: {
                /** @description The name of the refusal. */
                status: string;
                message: string;
                /** @description May the same request succeed later? */
                retryable: boolean;
                errors: {
                    path: string;
                    message: string;
                    code?: string;
                }[];
                metadata: {
                    [key: string]: unknown;
                } | null;
            } | null;
            payment_id: string | null;
            /** @description What the beneficiary is sent, in major units. */
            amount: number;
            /** @description What leaves the payout account, in major units; fees of banks are not known and not in it. */
            total: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            payout_account: {
                /**
                 * Format: uuid
                 * @description The account it would be paid from.
                 */
                id: string;
                name: string;
                /** @description Masked. */
                iban: string;
                /** @description What can be paid out now. */
                available_before: number;
                /** @description What could be paid out then; below zero where the account allows it. */
                available_after: number;
            } | null;
            destination: {
                /**
                 * Format: uuid
                 * @description Whom it would pay.
                 */
                id: string;
                beneficiary_name: string;
                /** @description The IBAN or account number, masked. */
                account: string;
            } | null;
            possible_duplicate: {
                /**
                 * Format: uuid
                 * @description The payout that looks like this one.
                 */
                payment_id: string;
                /** @enum {string} */
                status: "PENDING" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
                /**
                 * Format: date-time
                 * @description When it was accepted.
                 */
                created_at: string;
            } | null;
            limits: {
                left_today: number | null;
                left_this_hour: number | null;
            } | null;
        };
        PayoutRejectionRequest: {
            /** @description Why, for whoever asked. */
            reason?: string;
        };
        AgentLimits: {
            /** @description Does this client have any limit? */
            limited: boolean;
            /** @description It may look and preview, and change nothing. */
            read_only: boolean;
            /** @description What it asks for waits until another party approves it, and it may approve nothing itself. */
            needs_approval: boolean;
            max_count_per_hour: number | null;
            /** @description How many it asked for in this hour. */
            count_this_hour: number;
            /**
             * Format: date-time
             * @description When the next hour begins.
             */
            hour_ends_at: string;
            /**
             * Format: date-time
             * @description When the next day begins.
             */
            day_ends_at: string;
            allowed_destinations: string[] | null;
            /** @description By currency. Where any currency is listed, the client may ask for no other. */
            amounts: {
                /** @description ISO 4217 code, such as AED. */
                currency: string;
                max_amount_per_payout: number | null;
                max_total_per_day: number | null;
                /** @description What was asked for today, in major units. */
                spent_today: number;
                left_today: number | null;
            }[];
        };
        RefundPreview: {
            /**
             * @description What would happen to the request as a whole now: all of its refunds are made, or none.
             * @enum {string}
             */
            verdict: "WOULD_BE_CREATED" | "WOULD_BE_REPLAYED" | "WOULD_BE_REFUSED";
            refusal: {
                /** @description The name of the refusal. */
                status: string;
                message: string;
                /** @description May the same request succeed later? */
                retryable: boolean;
                errors: {
                    path: string;
                    message: string;
                    code?: string;
                }[];
                metadata: {
                    [key: string]: unknown;
                } | null;
            } | null;
            /** @description In the order of the request. */
            content: {
                /**
                 * Format: uuid
                 * @description The payment it would give back.
                 */
                payment_id: string;
                refund_id: string | null;
                /** @description What the customer is sent, in major units. */
                amount: number;
                currency: string | null;
                remaining_before: number | null;
                remaining_after: number | null;
                /** @description Open refunds of the same payment and amount, newest first, at most ten. */
                possible_duplicates: string[];
            }[];
            /** @description Must another party confirm it before money moves? */
            needs_second_party: boolean;
            limits: {
                left_today: number | null;
                left_this_hour: number | null;
            } | null;
        };
        CustomerRequest: {
            /** @description Your own id of the customer; each may come once. */
            app_user_id: string;
        };
        Customer: {
            /**
             * Format: uuid
             * @description The customer.
             */
            id: string;
            /**
             * Format: uuid
             * @description The same id, under the name that other operations give it.
             */
            customer_id: string;
            /** @description Your own id of the customer. */
            app_user_id: string;
            /**
             * Format: date-time
             * @description When the customer was registered.
             */
            created_at: string;
        };
        CustomerPage: {
            content: components["schemas"]["Customer"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        ConsentRequest: {
            /**
             * Format: uuid
             * @description Whose account is to be charged.
             */
            customer_id: string;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /** @description What the customer allows; at least one limit is needed. */
            control_parameters: {
                /** @enum {string} */
                type?: "VariableOnDemand";
                period_type?: ("Day" | "Week" | "Month" | "Year") | null;
                max_individual_amount?: number | null;
                max_cumulative_amount?: number | null;
                max_cumulative_number_of_payments?: number | null;
                max_cumulative_amount_per_period?: number | null;
                max_cumulative_number_of_payments_per_period?: number | null;
            };
            /**
             * Format: uuid
             * @description The payout account that the money goes to; without it the default account in that currency.
             */
            destination_account_id?: string;
            /** @description Shown to the customer at their bank. */
            reference?: string;
            /** @description What the money is for, in a word or code. */
            purpose?: string;
            /**
             * Format: date-time
             * @description No charge before this time; without it from now on.
             */
            start_date_time?: string;
            /**
             * Format: date-time
             * @description No charge from this time on; without it a year after the start.
             */
            expiration_date_time?: string;
            /** @description Where the bank sends the customer when they have decided. */
            return_url?: string;
        };
        Consent: {
            /**
             * Format: uuid
             * @description The consent.
             */
            id: string;
            /**
             * Format: uuid
             * @description The same id, under the name that other operations give it.
             */
            consent_id: string;
            /**
             * Format: uuid
             * @description Whose account may be charged.
             */
            customer_id: string;
            /**
             * @description The public status.
             * @enum {string}
             */
            status: "AWAITING_AUTHORISATION" | "AUTHORISED" | "REJECTED" | "SUSPENDED" | "REVOKED" | "EXPIRED" | "CONSUMED";
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * Format: uuid
             * @description The payout account that the money goes to.
             */
            destination_account_id: string;
            /** @description What the customer allows; at least one limit is needed. */
            control_parameters: {
                /** @enum {string} */
                type?: "VariableOnDemand";
                period_type?: ("Day" | "Week" | "Month" | "Year") | null;
                max_individual_amount?: number | null;
                max_cumulative_amount?: number | null;
                max_cumulative_number_of_payments?: number | null;
                max_cumulative_amount_per_period?: number | null;
                max_cumulative_number_of_payments_per_period?: number | null;
            };
            payment_consumption: {
                cumulative_number_of_payments: number;
                /** @description What all payments that did not fail took together. */
                cumulative_value_of_payments: number;
                cumulative_number_of_payments_in_current_period: number;
                /** @description The same for the period that is now. */
                cumulative_value_of_payments_in_current_period: number;
            };
            reference: string | null;
            purpose: string | null;
            bank_identifier: string | null;
            payment_source_id: string | null;
            consented_account: {
                /** @description The last four characters of the IBAN. */
                iban_last4: string;
                holder_name: string | null;
            } | null;
            authorisation_url: string | null;
            /**
             * Format: date-time
             * @description No charge before this time.
             */
            start_date_time: string;
            /**
             * Format: date-time
             * @description No charge from this time on.
             */
            expiration_date_time: string;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its status last changed.
             */
            updated_at: string;
        };
        ConsentPage: {
            content: components["schemas"]["Consent"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        ConsentHistory: {
            content: {
                /** @description From 1, without gaps. */
                sequence: number;
                /**
                 * @description The public status.
                 * @enum {string}
                 */
                status: "AWAITING_AUTHORISATION" | "AUTHORISED" | "REJECTED" | "SUSPENDED" | "REVOKED" | "EXPIRED" | "CONSUMED";
                /**
                 * @description The exact state behind the status.
                 * @enum {string}
                 */
                state: "awaiting_authorisation" | "authorised" | "rejected" | "suspended" | "revoked" | "expired" | "consumed";
                /**
                 * Format: date-time
                 * @description When it entered this state.
                 */
                at: string;
                /** @description Who or what moved it. */
                actor: string;
                reason: {
                    /** @description ISO 20022 reason code, or a word of ours. */
                    code: string;
                    /** @description The same in plain words. */
                    message: string;
                } | null;
            }[];
        };
        RevocationRequest: {
            /** @enum {string} */
            reason?: "END_USER_REQUESTED" | "CONSENT_RENEWAL" | "KYC_VERIFICATION_FAILED" | "REGULATORY_RESTRICTION" | "FRAUD_SUSPECTED" | "CLIENT_TERMINATED_RELATIONSHIP" | "ACCOUNT_CLOSED_BY_USER" | "DUPLICATE_CONSENT";
            /** @description A note for people. */
            additional_context?: string;
        };
        Revocation: {
            /**
             * Format: uuid
             * @description The consent.
             */
            consent_id: string;
            reason: string;
            additional_context: string | null;
            /**
             * Format: date-time
             * @description From here on no charge can start.
             */
            blocked_at: string;
            told_at: string | null;
            confirmed_at: string | null;
            /** @description These facts as a JSON Web Signature (compact), verified with the key `receipts` at /.well-known/jwks.json. */
            receipt: string;
        };
        PaymentSource: {
            /**
             * Format: uuid
             * @description The payment source.
             */
            id: string;
            /**
             * Format: uuid
             * @description Whose account it is.
             */
            customer_id: string;
            bank_identifier: string;
            /**
             * Format: uuid
             * @description The consent that it lives under.
             */
            consent_id: string;
            /** @description The last four characters of the IBAN. */
            account_iban_last4: string;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * @description Only an ACTIVE one can be charged.
             * @enum {string}
             */
            status: "ACTIVE" | "EXPIRED" | "REVOKED";
            /**
             * Format: date-time
             * @description When the customer authorised it.
             */
            created_at: string;
        };
        PaymentSources: components["schemas"]["PaymentSource"][];
        PaymentSourceDeletion: {
            /** @enum {string} */
            reason?: "USER_REQUESTED" | "TPP_REQUESTED";
        };
        Payment: {
            /**
             * Format: uuid
             * @description The payment.
             */
            id: string;
            /**
             * @description The public status.
             * @enum {string}
             */
            status: "AWAITING_AUTHORIZATION" | "PENDING_WITH_BANK" | "ACCEPTED_BY_BANK" | "FAILED";
            /**
             * @description Charged under a consent, paid by the customer at a checkout, or collected by another system.
             * @enum {string}
             */
            kind: "charge" | "checkout" | "record";
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /** @description Travels with the money; the statement shows it. */
            reference: string;
            description: string | null;
            external_reference: string | null;
            customer_id: string | null;
            consent_id: string | null;
            payment_source_id: string | null;
            payment_intent_id: string | null;
            /**
             * Format: uuid
             * @description The account the money goes to.
             */
            payout_account_id: string;
            payer: {
                name: string;
                /** @description In lists all but the beginning and the last four characters are masked. */
                iban: string;
            } | null;
            reconciliation: {
                /**
                 * @description Has a booked statement entry proven that the money arrived?
                 * @enum {string}
                 */
                status: "OUTSTANDING" | "PARTIAL" | "RECONCILED" | "UNRECEIVED";
                /** @description What is proven to have arrived. */
                amount: number;
                /** @description ISO 4217 code, such as AED. */
                currency: string;
                status_update_timestamp: string | null;
                /** @description The booked entries. Of the events, `payment.reconciliation.updated` alone has them. */
                evidence: {
                    /**
                     * Format: uuid
                     * @description The match.
                     */
                    match_id: string;
                    /**
                     * Format: uuid
                     * @description The statement that first had the entry.
                     */
                    statement_id: string;
                    /**
                     * Format: uuid
                     * @description The entry.
                     */
                    entry_id: string;
                    /**
                     * Format: date
                     * @description The day on which the bank booked it.
                     */
                    booked_at: string;
                    /** @description What the entry proves of it. */
                    amount: number;
                }[];
            };
            refunds: {
                /** @description What went back. */
                refunded: number;
                /** @description What refunds that are not final set aside. */
                pending: number;
                /** @description What can still be refunded: proven to have arrived, less the two. */
                remaining: number;
            };
            end_to_end_id: string | null;
            bank_reference: string | null;
            idempotency_key: string | null;
            checkout_url: string | null;
            expires_at: string | null;
            paid_at: string | null;
            reason: {
                /** @description ISO 20022 reason code, or a word of ours. */
                code: string;
                /** @description The same in plain words. */
                message: string;
            } | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its status last changed.
             */
            updated_at: string;
        };
        PaymentPage: {
            content: components["schemas"]["Payment"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        Payments: components["schemas"]["Payment"][];
        AccountOnFilePaymentRequest: {
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency?: string;
            /**
             * Format: uuid
             * @description The consent to charge under; this or `payment_source_id` is needed.
             */
            consent_id?: string;
            /**
             * Format: uuid
             * @description The payment source to charge; this or `consent_id` is needed.
             */
            payment_source_id?: string;
            /** @description For your own lists. */
            description?: string;
            /** @description Your own reference. */
            external_reference?: string;
            /** @description The same as the header. */
            idempotency_key?: string;
            /** @description Your own reference, where `external_reference` is not given. */
            reference?: string;
            /** @description Taken for compatibility; `reference` of the payment is ours. */
            creditor_reference?: string;
            /** @description Taken for compatibility. */
            purpose?: string;
            risk_details?: {
                [key: string]: unknown;
            };
        };
        PaymentIntentRequest: {
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * Format: uuid
             * @description Who pays.
             */
            customer_id?: string;
            /** @description For your own lists. */
            description?: string;
            /** @description Your own reference. */
            external_reference?: string;
            /**
             * Format: uuid
             * @description The account the money goes to; without it the default one in the currency.
             */
            payout_account_id?: string;
            return_url?: string;
            /** @default 3600 */
            expires_in_seconds?: number;
            /** @description The same key never makes a second intent. */
            idempotency_key?: string;
        };
        PaymentIntent: {
            /**
             * Format: uuid
             * @description The intent.
             */
            payment_intent_id: string;
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            customer_id: string | null;
            description: string | null;
            checkout_url: string | null;
            /** @description The payment of the intent. */
            payments: components["schemas"]["Payment"][];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
        };
        PaymentRecords: {
            /** @description Your own reference; the same one never records a second payment. */
            external_reference: string;
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /** @description What the payer gave with the money, as the statement will show it. */
            reference: string;
            payer: {
                /** @description The name of the account holder. */
                name: string;
                /** @description The IBAN; blanks are ignored. */
                iban: string;
            };
            /**
             * Format: date-time
             * @description When it was paid.
             */
            paid_at: string;
            /** @description For your own lists. */
            description?: string;
            /**
             * Format: uuid
             * @description Who paid.
             */
            customer_id?: string;
            /**
             * Format: uuid
             * @description The account it went to; without it the default one in the currency.
             */
            payout_account_id?: string;
        }[];
        PaymentHistory: {
            content: {
                /** @description From 1, without gaps. */
                sequence: number;
                /**
                 * @description The public status.
                 * @enum {string}
                 */
                status: "AWAITING_AUTHORIZATION" | "PENDING_WITH_BANK" | "ACCEPTED_BY_BANK" | "FAILED";
                /**
                 * @description The exact state behind the status.
                 * @enum {string}
                 */
                state: "awaiting_authorisation" | "queued" | "submitting" | "with_bank" | "in_doubt" | "completed" | "failed" | "returned" | "rejected";
                /**
                 * Format: date-time
                 * @description When it entered this state.
                 */
                at: string;
                /** @description Who or what moved it. */
                actor: string;
                reason: {
                    /** @description ISO 20022 reason code, or a word of ours. */
                    code: string;
                    /** @description The same in plain words. */
                    message: string;
                } | null;
            }[];
        };
        Statement: {
            /**
             * Format: uuid
             * @description The statement.
             */
            id: string;
            /**
             * Format: uuid
             * @description The account it is of.
             */
            payout_account_id: string;
            statement_id: string | null;
            bank_sequence: string | null;
            /** @enum {string} */
            source: "bank" | "upload";
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            from: string | null;
            to: string | null;
            opening: number | null;
            closing: number | null;
            /** @description All that came in. */
            credits: number;
            /** @description All that went out. */
            debits: number;
            /** @description How many entries it has. */
            entries: number;
            /** @description How many of them no statement had before. */
            new_entries: number;
            warnings: string[];
            /** @description Of the file as it came; it is kept as it is. */
            file_sha256: string;
            /**
             * Format: date-time
             * @description When it was read.
             */
            created_at: string;
        };
        StatementUpload: {
            /** @description How many entries the file has. */
            entries: number;
            /** @description How many of them were not known before. */
            new_entries: number;
            /** @description How many matches were made by themselves. */
            matched: number;
            /** @description How many suggestions now wait for a person. */
            suggested: number;
            /** @description How many debits match no payout: look at them now. */
            unknown_debits: number;
            /** @description Was this very file read before? */
            duplicate: boolean;
            warnings: string[];
            statements: components["schemas"]["Statement"][];
        };
        StatementPage: {
            content: components["schemas"]["Statement"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        StatementEntry: {
            /**
             * Format: uuid
             * @description The entry.
             */
            id: string;
            /**
             * Format: uuid
             * @description The statement that first had it.
             */
            statement_id: string;
            /**
             * Format: uuid
             * @description The account it is booked on.
             */
            payout_account_id: string;
            /**
             * @description Into the account, or out of it.
             * @enum {string}
             */
            direction: "credit" | "debit";
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * Format: date
             * @description The day on which the bank booked it.
             */
            booked_at: string;
            value_at: string | null;
            bank_reference: string | null;
            bank_code: string | null;
            references: string[];
            remittance: string | null;
            counterparty: {
                name: string | null;
                iban: string | null;
            } | null;
            /** @description What of it is matched. */
            matched: number;
            /** @description What of it is not. */
            unmatched: number;
            /** @enum {string} */
            status: "matched" | "partial" | "suggested" | "unmatched" | "unknown_debit";
            matches: components["schemas"]["Match"][];
            /**
             * Format: date-time
             * @description When it was read.
             */
            created_at: string;
        };
        StatementEntryPage: {
            content: components["schemas"]["StatementEntry"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        Match: {
            /**
             * Format: uuid
             * @description The match.
             */
            id: string;
            /**
             * @description The money of a payment came in, a payout went out, or a payout came back.
             * @enum {string}
             */
            kind: "payment" | "payout" | "return";
            /**
             * Format: uuid
             * @description The entry that proves it.
             */
            entry_id: string;
            /**
             * Format: uuid
             * @description The statement that first had the entry.
             */
            statement_id: string;
            payment_id: string | null;
            payout_id: string | null;
            /** @description What the entry proves of it. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /** @enum {string} */
            status: "MADE" | "UNDONE";
            /** @enum {string} */
            how: "automatic" | "manual";
            step: number | null;
            score: number | null;
            reasons: string[];
            made_by: string;
            undone_by: string | null;
            undo_reason: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was made or undone.
             */
            updated_at: string;
        };
        MatchPage: {
            content: components["schemas"]["Match"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        Matches: {
            content: components["schemas"]["Match"][];
        };
        MatchRequest: {
            /**
             * Format: uuid
             * @description Make the match of this suggestion.
             */
            suggestion_id?: string;
            /** @description Make these matches: all of them, or none. */
            matches?: {
                /**
                 * Format: uuid
                 * @description The entry.
                 */
                entry_id: string;
                /**
                 * Format: uuid
                 * @description The payment that it proves.
                 */
                payment_id?: string;
                /**
                 * Format: uuid
                 * @description The payout that it proves, or whose return it is.
                 */
                payout_id?: string;
                /** @description How much of it; without it as much as both sides have open. */
                amount?: number;
            }[];
        };
        UndoMatchRequest: {
            /** @description Why; here or in the query. */
            reason?: string;
        };
        Suggestion: {
            /**
             * Format: uuid
             * @description The suggestion.
             */
            id: string;
            /**
             * @description The money of a payment came in, a payout went out, or a payout came back.
             * @enum {string}
             */
            kind: "payment" | "payout" | "return";
            entry: components["schemas"]["StatementEntry"];
            payment: components["schemas"]["Payment"] | null;
            payout: components["schemas"]["Payout"] | null;
            /** @description What would be matched. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /** @description By which rule it was found. */
            step: number;
            /** @description 0 to 100. */
            score: number;
            reasons: string[];
        };
        SuggestionPage: {
            content: components["schemas"]["Suggestion"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        ReconciliationChange: {
            /**
             * @description UNRECEIVED: the money will not come. OUTSTANDING: it is waited for again.
             * @enum {string}
             */
            status: "UNRECEIVED" | "OUTSTANDING";
            /** @description Why. */
            reason: string;
        };
        ReconciliationSummary: {
            /**
             * Format: uuid
             * @description The account.
             */
            payout_account_id: string;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            /**
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * Format: date
             * @description The last day.
             */
            to: string;
            opening: number | null;
            movements: {
                /** @enum {string} */
                kind: "payments" | "payouts" | "returns" | "unmatched_credits" | "unmatched_debits";
                count: number;
                /** @description In: above zero. Out: below zero. */
                amount: number;
            }[];
            closing: number | null;
            difference: number | null;
            in_flight: {
                payouts: {
                    count: number;
                    /** @description Submitted and not booked yet. */
                    amount: number;
                };
                payments: {
                    count: number;
                    /** @description Accepted by a bank and not booked yet. */
                    amount: number;
                };
            };
            unmatched: {
                entries: number;
                suggestions: number;
                unknown_debits: number;
            };
        };
        ReconciliationSummaries: {
            content: components["schemas"]["ReconciliationSummary"][];
        };
        ColumnMap: {
            columns: {
                /** @description The name of the column. */
                booked_on?: string;
                /** @description The name of the column. */
                value_on?: string;
                /** @description The name of the column. */
                amount?: string;
                /** @description The name of the column. */
                credit?: string;
                /** @description The name of the column. */
                debit?: string;
                /** @description The name of the column. */
                direction?: string;
                /** @description The name of the column. */
                currency?: string;
                /** @description The name of the column. */
                account?: string;
                /** @description The name of the column. */
                reference?: string;
                /** @description The name of the column. */
                end_to_end_id?: string;
                /** @description The name of the column. */
                remittance?: string;
                /** @description The name of the column. */
                counterparty_name?: string;
                /** @description The name of the column. */
                counterparty_iban?: string;
                /** @description The name of the column. */
                balance?: string;
            };
            /** @enum {string} */
            date_format?: "YYYY-MM-DD" | "DD/MM/YYYY" | "MM/DD/YYYY" | "DD.MM.YYYY" | "DDMMMYYYY";
            /**
             * @description A point where it is left out.
             * @enum {string}
             */
            decimal?: "." | ",";
            /**
             * @description Where it is left out, no amount may have one.
             * @enum {string}
             */
            thousands?: "." | "," | " " | "'";
            /**
             * @description Found out where it is left out.
             * @enum {string}
             */
            delimiter?: "," | ";" | "\t";
            /** @description Such as windows-1256; UTF-8 where it is left out. */
            encoding?: string;
        };
        NamedColumnMap: {
            name: string;
            map: components["schemas"]["ColumnMap"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
        };
        NamedColumnMaps: {
            content: components["schemas"]["NamedColumnMap"][];
        };
        RefundRequest: {
            /**
             * Format: uuid
             * @description The payment to give back; it must be RECONCILED.
             */
            payment_id: string;
            /** @description In major units: all of the payment or a part of it. */
            amount: number;
            /** @description One of the refund reasons. */
            reason_code: string;
            /** @description ISO 4217 code, such as AED. */
            currency?: string;
            /** @description Travels with the money. */
            description?: string;
            /** @description Your own reference. */
            external_reference?: string;
            /** @description The same key never makes a second refund. */
            idempotency_key?: string;
            beneficiary?: {
                /** @description A hint; the money goes back to the account that paid. */
                name?: string;
                /** @description Must be the account that paid. */
                iban?: string;
                /** @description A hint. */
                city?: string;
            };
        };
        /** @description One refund, or several: all of them are made, or none. */
        RefundRequests: components["schemas"]["RefundRequest"] | components["schemas"]["RefundRequest"][];
        Refund: {
            /**
             * Format: uuid
             * @description The refund.
             */
            refund_id: string;
            /**
             * Format: uuid
             * @description The same id.
             */
            id: string;
            /**
             * Format: uuid
             * @description The payment that it gives back.
             */
            payment_id: string;
            /**
             * @description Where the refund is.
             * @enum {string}
             */
            status: "CREATED" | "CONFIRMED" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
            /** @description In major units. */
            amount: number;
            /** @description ISO 4217 code, such as AED. */
            currency: string;
            reason_code: string;
            description: string | null;
            external_reference: string | null;
            idempotency_key: string | null;
            beneficiary: {
                name: string;
                /** @description Whole where one refund is read; masked everywhere else. */
                iban: string;
                city: string | null;
            } | null;
            /** @description What of the payment is proven to have arrived. */
            deposit_amount: number;
            /** @description ISO 4217 code, such as AED. */
            deposit_currency: string;
            payout_id: string | null;
            refund_intent_id: string | null;
            /** @description Who asked for it. */
            created_by: string;
            actioned_by: string | null;
            reason: {
                /** @description ISO 20022 reason code, or a word of ours. */
                code: string;
                /** @description The same in plain words. */
                message: string;
            } | null;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its status last changed.
             */
            updated_at: string;
        };
        /** @description One refund when one was asked for, a list when a list was. */
        RefundOrRefunds: components["schemas"]["Refund"] | components["schemas"]["Refund"][];
        Refunds: components["schemas"]["Refund"][];
        RefundPage: {
            content: components["schemas"]["Refund"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        /** @description All of them are decided, or none. */
        RefundDecisions: {
            /**
             * Format: uuid
             * @description The refund.
             */
            refund_id: string;
            /**
             * @description APPROVED means CONFIRMED.
             * @enum {string}
             */
            status: "CONFIRMED" | "REJECTED" | "APPROVED";
            /** @description Why it is rejected, for whoever asked for it. It is in its history. */
            reason?: string;
        }[];
        /** @description Decisions; without a body everything that is confirmed and not with the bank yet is submitted now. */
        ProcessRefundsRequest: components["schemas"]["RefundDecisions"] | Record<string, never>;
        RefundHistory: {
            content: {
                /** @description From 1, without gaps. */
                sequence: number;
                /**
                 * @description The public status.
                 * @enum {string}
                 */
                status: "CREATED" | "CONFIRMED" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
                /**
                 * @description The exact state behind the status.
                 * @enum {string}
                 */
                state: "created" | "confirmed" | "submitted" | "completed" | "failed" | "rejected";
                /**
                 * Format: date-time
                 * @description When it entered this state.
                 */
                at: string;
                /** @description Who or what moved it. */
                actor: string;
                reason: {
                    /** @description ISO 20022 reason code, or a word of ours. */
                    code: string;
                    /** @description The same in plain words. */
                    message: string;
                } | null;
            }[];
        };
        RefundExplanation: {
            /**
             * Format: uuid
             * @description The refund.
             */
            refund_id: string;
            /**
             * @description Where the refund is.
             * @enum {string}
             */
            status: "CREATED" | "CONFIRMED" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
            /**
             * Format: date-time
             * @description When it entered this state.
             */
            since: string;
            /** @description What this state means and how the refund came to it. */
            why: string;
            next: {
                /** @enum {string} */
                who: "caller" | "sarf" | "bank" | "beneficiary" | "operator" | "nobody";
                what: string;
                at: string | null;
            };
            /** @enum {string} */
            money_moved: "no" | "yes" | "unknown";
            payout: components["schemas"]["PayoutExplanation"] | null;
            /** @description A sentence that is safe to show to the customer. */
            customer_message: string;
        };
        RefundReason: {
            /** @description One of the refund reasons. */
            code: string;
            /** @description What it means. */
            description: string;
        };
        RefundReasons: components["schemas"]["RefundReason"][];
        Session: {
            /**
             * @description An API client, or a person.
             * @enum {string}
             */
            kind: "client" | "member";
            /**
             * Format: uuid
             * @description The client, or the member.
             */
            id: string;
            name: string;
            email: string | null;
            role: ("owner" | "admin" | "controller" | "operator" | "viewer") | null;
            /** @description What it may do. */
            scopes: ("payouts:read" | "payouts:write" | "payouts:approve" | "destinations:read" | "destinations:write" | "accounts:read" | "accounts:write" | "customers:read" | "customers:write" | "consents:read" | "consents:write" | "payment_sources:read" | "payment_sources:write" | "payments:read" | "payments:write" | "reconciliation:read" | "reconciliation:write" | "refunds:read" | "refunds:write" | "refunds:approve" | "team:read" | "team:write" | "clients:read" | "clients:write" | "settings:read" | "settings:write" | "audit:read" | "events:read" | "webhooks:read" | "webhooks:write")[];
            application: {
                /**
                 * Format: uuid
                 * @description The application.
                 */
                id: string;
                name: string;
            };
            /** @enum {string} */
            mode: "sandbox" | "production";
            /** @description Of a person. */
            second_factor: {
                /** @description Codes of an app are set up. */
                totp: boolean;
                /** @description How many passkeys are set up. */
                passkeys: number;
                fresh_until: string | null;
                /**
                 * @description What is asked for before money is released: the password where nothing else is set up; `set_up` where the role needs more than that and has nothing.
                 * @enum {string}
                 */
                asked_for: "totp" | "passkey" | "password" | "set_up" | "nothing";
            };
        };
        Member: {
            /**
             * Format: uuid
             * @description The member.
             */
            id: string;
            name: string;
            email: string;
            /**
             * @description What they may do.
             * @enum {string}
             */
            role: "owner" | "admin" | "controller" | "operator" | "viewer";
            is_disabled: boolean;
            has_second_factor: boolean;
            /**
             * Format: date-time
             * @description When they joined.
             */
            created_at: string;
            last_seen_at: string | null;
        };
        Members: {
            content: components["schemas"]["Member"][];
        };
        MemberChange: {
            /**
             * @description What they may do.
             * @enum {string}
             */
            role?: "owner" | "admin" | "controller" | "operator" | "viewer";
            is_disabled?: boolean;
        };
        InvitationRequest: {
            /** @description An e-mail address; it is how they sign in. */
            email: string;
            /**
             * @description What they may do.
             * @enum {string}
             */
            role: "owner" | "admin" | "controller" | "operator" | "viewer";
        };
        Invitation: {
            /**
             * Format: uuid
             * @description The invitation.
             */
            id: string;
            email: string;
            /**
             * @description What they may do.
             * @enum {string}
             */
            role: "owner" | "admin" | "controller" | "operator" | "viewer";
            /** @description Who invited them. */
            invited_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description After this it is good for nothing.
             */
            expires_at: string;
            link: string | null;
        };
        Invitations: {
            content: components["schemas"]["Invitation"][];
        };
        ApiClient: {
            /**
             * Format: uuid
             * @description The client.
             */
            id: string;
            name: string;
            scopes: ("payouts:read" | "payouts:write" | "payouts:approve" | "destinations:read" | "destinations:write" | "accounts:read" | "accounts:write" | "customers:read" | "customers:write" | "consents:read" | "consents:write" | "payment_sources:read" | "payment_sources:write" | "payments:read" | "payments:write" | "reconciliation:read" | "reconciliation:write" | "refunds:read" | "refunds:write" | "refunds:approve" | "team:read" | "team:write" | "clients:read" | "clients:write" | "settings:read" | "settings:write" | "audit:read" | "events:read" | "webhooks:read" | "webhooks:write")[];
            owner: string | null;
            is_stopped: boolean;
            is_revoked: boolean;
            /** @description Does it have agent limits? */
            is_limited: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
        };
        ApiClients: {
            content: components["schemas"]["ApiClient"][];
        };
        ApiClientRequest: {
            /** @description What it is called. */
            name: string;
            scopes: ("payouts:read" | "payouts:write" | "payouts:approve" | "destinations:read" | "destinations:write" | "accounts:read" | "accounts:write" | "customers:read" | "customers:write" | "consents:read" | "consents:write" | "payment_sources:read" | "payment_sources:write" | "payments:read" | "payments:write" | "reconciliation:read" | "reconciliation:write" | "refunds:read" | "refunds:write" | "refunds:approve" | "team:read" | "team:write" | "clients:read" | "clients:write" | "settings:read" | "settings:write" | "audit:read" | "events:read" | "webhooks:read" | "webhooks:write")[];
            /** @description The e-mail address of the member whose it is. Who makes a client sees its secret, so that members, and clients that have an owner, make clients of their own alone; left out, it is theirs. */
            owner?: string;
        };
        ApiClientWithSecret: {
            client: components["schemas"]["ApiClient"];
            /** @description Shown this once. */
            client_secret: string;
        };
        ApiClientChange: {
            /** @description Stopped clients are refused at once. */
            is_stopped?: boolean;
            /** @description Only true: it cannot be taken back. */
            is_revoked?: boolean;
        };
        /** @description All limits of a client; what was is replaced. */
        AgentLimitsRequest: {
            read_only: boolean;
            needs_approval: boolean;
            max_count_per_hour: number | null;
            allowed_destinations: string[] | null;
            amounts: {
                /** @description ISO 4217 code, such as AED. */
                currency: string;
                max_amount_per_payout?: number | null;
                max_total_per_day?: number | null;
            }[];
        };
        Settings: {
            application: {
                /**
                 * Format: uuid
                 * @description The application.
                 */
                id: string;
                name: string;
            };
            /** @description For how long a payout like an earlier one is refused. */
            duplicate_window_seconds: number;
            /** @description Must another party confirm a refund than asked for it? */
            refunds_four_eyes: boolean;
            /** @description Are sure matches made without a person? */
            exact_matching: boolean;
        };
        SettingsChange: {
            duplicate_window_seconds?: number;
            refunds_four_eyes?: boolean;
            exact_matching?: boolean;
        };
        PayoutAccountChange: {
            /** @description What it is called. */
            name?: string;
            /** @description Only true: another account takes its place by becoming it. */
            is_default?: boolean;
            balance_binding?: boolean;
        };
        AuditLine: {
            /** @description From 1, without gaps. */
            sequence: number;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who: `member:…`, `client:…` or `operator`. */
            actor: string;
            actor_name: string;
            /** @description The operation, by its name in this document, or a word of ours. */
            action: string;
            /** @description `done`, or the name of the refusal. */
            outcome: string;
            object_type: string | null;
            object_id: string | null;
            before: unknown | null;
            after: unknown | null;
            ip: string | null;
            user_agent: string | null;
            request_id: string | null;
            /** @description SHA-256 of this line and the hash of the one before, in hex. */
            hash: string;
            /** @description The hash of the line before; 64 zeros for the first. */
            previous_hash: string;
        };
        AuditPage: {
            content: components["schemas"]["AuditLine"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        Overview: {
            /** @description The last 30 days (UTC), those on which money moved. */
            days: {
                /** Format: date */
                day: string;
                /** @description ISO 4217 code, such as AED. */
                currency: string;
                /** @description Of payments that arrived, in major units. */
                in: number;
                /** @description Of payouts that completed. */
                out: number;
            }[];
            /**
             * Format: date-time
             * @description When the days were added up: where that takes long, up to a minute ago.
             */
            days_as_of: string;
            /** @description What waits for a person. */
            waiting: {
                /** @description Payouts that wait for another party. */
                payouts_to_approve: number;
                /** @description Refunds that wait for another party. */
                refunds_to_confirm: number;
                /** @description Entries with a suggestion that waits for a person. */
                suggestions: number;
            };
            /** @description What needs a look, the oldest first; 50 at most. */
            alarms: {
                /** @enum {string} */
                kind: "in_doubt" | "stuck" | "unknown_debit" | "failing_endpoint";
                object_type: string;
                /**
                 * Format: uuid
                 * @description What it is about.
                 */
                object_id: string;
                /** @description In plain words. */
                message: string;
                amount: number | null;
                currency: string | null;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                since: string;
            }[];
        };
        /** @description What an event says that was asked for as a test. */
        Ping: {
            /** @description A sentence for whoever looks. */
            message: string;
        };
        Event: {
            /**
             * Format: uuid
             * @description The event. It is the same wherever and however often the event is told.
             */
            id: string;
            /** @description What happened. There may be more types in time. */
            type: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Whose event it is.
             */
            application_id: string;
            object: {
                /** @description The kind of object it happened to. */
                type: string;
                /**
                 * Format: uuid
                 * @description The object.
                 */
                id: string;
            };
            /** @description Among the events of its object: from 1, without gaps. */
            sequence: number;
            previous_event_id: string | null;
            /** @description The object as it was right then, in the form in which it is read. */
            payload: components["schemas"]["Payout"] | components["schemas"]["PayoutDestination"] | components["schemas"]["Consent"] | components["schemas"]["PaymentSource"] | components["schemas"]["Payment"] | components["schemas"]["Refund"] | components["schemas"]["Match"] | components["schemas"]["Statement"] | components["schemas"]["StatementEntry"] | components["schemas"]["Ping"];
        };
        EventPage: {
            content: components["schemas"]["Event"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        EndpointRequest: {
            /** @description Where deliveries are sent, by POST. */
            url: string;
            types?: string[] | null;
            description?: string | null;
            /**
             * @description How deliveries are written and signed: `sarf` follows Standard Webhooks, `lean` is compatible with Lean.
             * @enum {string}
             */
            dialect?: "sarf" | "lean";
            /** @description Is each event of an object sent only after the one before it has arrived or was given up? */
            ordered?: boolean;
            /** @description The pauses after failed attempts, in seconds, give or take a little; the last one is repeated. */
            retry_seconds?: number[];
            /** @description No attempt begins later than this many seconds after the first one. */
            give_up_seconds?: number;
        };
        EndpointChange: {
            /** @description Where deliveries are sent, by POST. */
            url?: string;
            types?: string[] | null;
            description?: string | null;
            /**
             * @description How deliveries are written and signed: `sarf` follows Standard Webhooks, `lean` is compatible with Lean.
             * @enum {string}
             */
            dialect?: "sarf" | "lean";
            /** @description Is each event of an object sent only after the one before it has arrived or was given up? */
            ordered?: boolean;
            /** @description The pauses after failed attempts, in seconds, give or take a little; the last one is repeated. */
            retry_seconds?: number[];
            /** @description No attempt begins later than this many seconds after the first one. */
            give_up_seconds?: number;
            /**
             * @description Nothing is sent to a disabled endpoint.
             * @enum {string}
             */
            state?: "enabled" | "disabled";
        };
        Endpoint: {
            /**
             * Format: uuid
             * @description The endpoint.
             */
            id: string;
            /** @description Where deliveries are sent, by POST. */
            url: string;
            description: string | null;
            types: string[] | null;
            /**
             * @description How deliveries are written and signed: `sarf` follows Standard Webhooks, `lean` is compatible with Lean.
             * @enum {string}
             */
            dialect: "sarf" | "lean";
            /** @description Is each event of an object sent only after the one before it has arrived or was given up? */
            ordered: boolean;
            /** @description The pauses after failed attempts, in seconds; the last one is repeated. */
            retry_seconds: number[];
            /** @description No attempt begins later than this many seconds after the first one. */
            give_up_seconds: number;
            /**
             * @description Nothing is sent to a disabled endpoint.
             * @enum {string}
             */
            state: "enabled" | "disabled";
            disabled_reason: ("REQUESTED" | "GONE") | null;
            /** @description How many attempts in a row have failed. */
            failures: number;
            paused_until: string | null;
            /** @description The key that checks the `v1a` signatures: `whpk_` and base64 of 32 bytes. */
            public_key: string;
            previous_secret_until: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
        };
        EndpointWithSecret: {
            /**
             * Format: uuid
             * @description The endpoint.
             */
            id: string;
            /** @description Where deliveries are sent, by POST. */
            url: string;
            description: string | null;
            types: string[] | null;
            /**
             * @description How deliveries are written and signed: `sarf` follows Standard Webhooks, `lean` is compatible with Lean.
             * @enum {string}
             */
            dialect: "sarf" | "lean";
            /** @description Is each event of an object sent only after the one before it has arrived or was given up? */
            ordered: boolean;
            /** @description The pauses after failed attempts, in seconds; the last one is repeated. */
            retry_seconds: number[];
            /** @description No attempt begins later than this many seconds after the first one. */
            give_up_seconds: number;
            /**
             * @description Nothing is sent to a disabled endpoint.
             * @enum {string}
             */
            state: "enabled" | "disabled";
            disabled_reason: ("REQUESTED" | "GONE") | null;
            /** @description How many attempts in a row have failed. */
            failures: number;
            paused_until: string | null;
            /** @description The key that checks the `v1a` signatures: `whpk_` and base64 of 32 bytes. */
            public_key: string;
            previous_secret_until: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /** @description The key that checks the signatures. It is shown this once. */
            secret: string;
        };
        Endpoints: {
            content: components["schemas"]["Endpoint"][];
        };
        RotateSecretRequest: {
            /** @description For how long the secret before this one signs, too; without it for a day, 86,400. */
            overlap_seconds?: number;
        };
        ReplayRequest: {
            /**
             * Format: date-time
             * @description Events that happened at this time or later.
             */
            from: string;
            /**
             * Format: date-time
             * @description Events that happened before this time.
             */
            to: string;
            types?: string[] | null;
        };
        Replay: {
            /** @description How many deliveries wait to be sent, now or again. */
            deliveries: number;
        };
        Delivery: {
            /**
             * Format: uuid
             * @description The delivery.
             */
            id: string;
            /**
             * Format: uuid
             * @description Where it goes.
             */
            endpoint_id: string;
            /**
             * Format: uuid
             * @description What it tells of.
             */
            event_id: string;
            /** @description The type of the event. */
            event_type: string;
            /**
             * Format: uuid
             * @description The object of the event.
             */
            object_id: string;
            /** @description The sequence of the event. */
            sequence: number;
            /**
             * @description Has it arrived?
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed";
            /** @description How many attempts there were. */
            attempts: number;
            due_at: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            finished_at: string | null;
            last_attempt: {
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                at: string;
                /** @description How long it took, in milliseconds. */
                duration_ms: number;
                http_code: number | null;
                error: string | null;
                answer: string | null;
            } | null;
        };
        DeliveryWithAttempts: {
            /**
             * Format: uuid
             * @description The delivery.
             */
            id: string;
            /**
             * Format: uuid
             * @description Where it goes.
             */
            endpoint_id: string;
            /**
             * Format: uuid
             * @description What it tells of.
             */
            event_id: string;
            /** @description The type of the event. */
            event_type: string;
            /**
             * Format: uuid
             * @description The object of the event.
             */
            object_id: string;
            /** @description The sequence of the event. */
            sequence: number;
            /**
             * @description Has it arrived?
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed";
            /** @description How many attempts there were. */
            attempts: number;
            due_at: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            finished_at: string | null;
            last_attempt: {
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                at: string;
                /** @description How long it took, in milliseconds. */
                duration_ms: number;
                http_code: number | null;
                error: string | null;
                answer: string | null;
            } | null;
            /** @description All attempts, oldest first. */
            attempt_history: {
                /** @description From 1, in order. */
                number: number;
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                at: string;
                /** @description How long it took, in milliseconds. */
                duration_ms: number;
                http_code: number | null;
                error: string | null;
                answer: string | null;
            }[];
        };
        DeliveryPage: {
            content: components["schemas"]["Delivery"][];
            page: {
                /** @description The page size that was asked for. */
                size: number;
                next: string | null;
            };
        };
        EndpointStats: {
            /**
             * Format: uuid
             * @description The endpoint.
             */
            endpoint_id: string;
            /** @description Deliveries that wait. */
            pending: number;
            /** @description Deliveries that arrived. */
            delivered: number;
            /** @description Deliveries that were given up. */
            failed: number;
            oldest_pending_at: string | null;
            last_24h: {
                /** @description Attempts in the last 24 hours. */
                attempts: number;
                /** @description How many of them succeeded. */
                succeeded: number;
                p50_ms: number | null;
                p95_ms: number | null;
            };
        };
        Refusal: {
            /** @description The name of the refusal. */
            status: string;
            message: string;
            /**
             * Format: date-time
             * @description When it was refused.
             */
            timestamp: string;
            /** @description Quote it when you ask for help; it is in the logs. */
            request_id: string;
            /** @description May the same request succeed later? */
            retryable: boolean;
            /** @enum {string} */
            money_moved: "no" | "yes" | "unknown";
            errors: {
                path: string;
                message: string;
                code?: string;
            }[];
            /** @description What can still be refunded of the payment, where that is why it was refused. */
            remaining?: number;
            metadata: {
                [key: string]: unknown;
            } | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createPayoutPayment: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayoutRequest"];
            };
        };
        responses: {
            /** @description The payout is accepted and its amount is held. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `CURRENCY_MISMATCH`: The payout account does not hold that currency.
             *
             *     `IDEMPOTENCY_KEY_CONFLICT`: The header Idempotency-Key and the body field idempotency_key differ.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `OPERATION_NOT_ALLOWED`: The application is not set up for this operation.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_PAYMENT_DESTINATION`: There is no destination with that id.
             *
             *     `UNKNOWN_PAYOUT_ACCOUNT`: There is no payout account with that id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for a request with other content.
             *
             *     `POSSIBLE_DUPLICATE`: A payout like this one was made a short time ago.
             *
             *     `INSUFFICIENT_FUNDS`: The payout account does not cover this amount. Nothing was held.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPayouts: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                status?: "PENDING" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED";
                state?: "awaiting_approval" | "queued" | "submitting" | "with_bank" | "in_doubt" | "completed" | "failed" | "returned" | "rejected";
                currency?: string;
                destination_id?: string;
                payout_account_id?: string;
                reference?: string;
                amount_min?: number;
                amount_max?: number;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of payouts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPayoutPaymentHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All states the payout has been in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutHistory"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPayoutLedger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its transfers, in their order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutLedger"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    explainPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutExplanation"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    cancelPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout, REJECTED; its amount is released. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `INVALID_STATE`: The object is in a state that does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPayoutIntent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_intent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment intent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutIntent"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT_INTENT`: There is no payment intent with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPayoutDestinations: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of destinations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutDestinationPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createPayoutDestination: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayoutDestinationRequest"];
            };
        };
        responses: {
            /** @description The destination; the same details again give the same one. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutDestination"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_IBAN`: The IBAN is malformed or its check digits do not fit.
             *
             *     `INVALID_NAME`: The beneficiary name is empty or has characters banks refuse.
             *
             *     `UNKNOWN_COUNTRY`: The country is not an ISO 3166 code.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPayoutDestination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                destination_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The destination. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutDestination"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT_DESTINATION`: There is no destination with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPayoutAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutAccounts"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                app_user_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of customers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerRequest"];
            };
        };
        responses: {
            /** @description The customer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `CUSTOMER_ALREADY_EXISTS`: There is a customer with that app_user_id. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CUSTOMER`: There is no customer with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getCustomerByAppUserId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                app_user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CUSTOMER`: There is no customer with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createConsent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentRequest"];
            };
        };
        responses: {
            /** @description The consent, with the address at which the customer decides. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `CURRENCY_MISMATCH`: The payout account does not hold that currency.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `OPERATION_NOT_ALLOWED`: The application is not set up for this operation.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_CUSTOMER`: There is no customer with that id.
             *
             *     `UNKNOWN_PAYOUT_ACCOUNT`: There is no payout account with that id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listConsents: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                customer_id?: string;
                status?: "AWAITING_AUTHORISATION" | "AUTHORISED" | "REJECTED" | "SUSPENDED" | "REVOKED" | "EXPIRED" | "CONSUMED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of consents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                consent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The consent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CONSENT`: There is no consent with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getConsentHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                consent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All states the consent has been in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentHistory"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CONSENT`: There is no consent with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getConsentRevocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                consent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known of the revocation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revocation"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CONSENT`: There is no consent with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `INVALID_STATE`: The object is in a state that does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    revokeConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                consent_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RevocationRequest"];
            };
        };
        responses: {
            /** @description What is known of the revocation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revocation"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CONSENT`: There is no consent with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `INVALID_STATE`: The object is in a state that does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listCustomerPaymentSources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment sources. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentSources"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CUSTOMER`: There is no customer with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPaymentSourceById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer_id: string;
                payment_source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment source. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentSource"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT_SOURCE`: There is no payment source with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deletePaymentSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer_id: string;
                payment_source_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PaymentSourceDeletion"];
            };
        };
        responses: {
            /** @description No charge can start from now on. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT_SOURCE`: There is no payment source with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createAccountOnFilePayment: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountOnFilePaymentRequest"];
            };
        };
        responses: {
            /** @description The payment; the bank carries it out. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `CURRENCY_MISMATCH`: The payout account does not hold that currency.
             *
             *     `IDEMPOTENCY_KEY_CONFLICT`: The header Idempotency-Key and the body field idempotency_key differ.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `CONSENT_EXPIRED`: The consent is not in force: not authorised, suspended, revoked, expired or used up.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_CONSENT`: There is no consent with that id.
             *
             *     `UNKNOWN_PAYMENT_SOURCE`: There is no payment source with that id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for a request with other content.
             *
             *     `CONSENT_LIMIT_EXCEEDED`: The payment would exceed a limit of the consent.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createPaymentIntent: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentIntentRequest"];
            };
        };
        responses: {
            /** @description The intent, with the address at which to pay. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `CURRENCY_MISMATCH`: The payout account does not hold that currency.
             *
             *     `IDEMPOTENCY_KEY_CONFLICT`: The header Idempotency-Key and the body field idempotency_key differ.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `OPERATION_NOT_ALLOWED`: The application is not set up for this operation.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_CUSTOMER`: There is no customer with that id.
             *
             *     `UNKNOWN_PAYOUT_ACCOUNT`: There is no payout account with that id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for a request with other content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    recordPayments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentRecords"];
            };
        };
        responses: {
            /** @description The payments, in the order of the request; those that were recorded before as they are now. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payments"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `INVALID_IBAN`: The IBAN is malformed or its check digits do not fit.
             *
             *     `INVALID_NAME`: The beneficiary name is empty or has characters banks refuse.
             *
             *     `CURRENCY_MISMATCH`: The payout account does not hold that currency.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `OPERATION_NOT_ALLOWED`: The application is not set up for this operation.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_CUSTOMER`: There is no customer with that id.
             *
             *     `UNKNOWN_PAYOUT_ACCOUNT`: There is no payout account with that id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `EXTERNAL_REFERENCE_REUSED`: The external reference was used for a payment with other content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listPayments: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                status?: "AWAITING_AUTHORIZATION" | "PENDING_WITH_BANK" | "ACCEPTED_BY_BANK" | "FAILED";
                reconciliation_status?: "OUTSTANDING" | "PARTIAL" | "RECONCILED" | "UNRECEIVED";
                kind?: "charge" | "checkout" | "record";
                customer_id?: string;
                consent_id?: string;
                reference?: string;
                external_reference?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of payments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPaymentIntent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_intent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The intent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT_INTENT`: There is no payment intent with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getPaymentHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All states the payment has been in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentHistory"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                status?: ("CREATED" | "CONFIRMED" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED" | "APPROVED") | ("CREATED" | "CONFIRMED" | "SUBMITTED" | "COMPLETED" | "FAILED" | "REJECTED" | "APPROVED")[] | string;
                payment_id?: string;
                external_reference?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of refunds. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    processRefunds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProcessRefundsRequest"];
            };
        };
        responses: {
            /** @description The refunds, in the order of the request. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refunds"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `OPERATION_NOT_ALLOWED`: The application is not set up for this operation.
             *
             *     `SECOND_PARTY_NEEDED`: Whoever asked for it may not release it; somebody else has to.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_REFUND`: There is no refund with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INVALID_STATE`: The object is in a state that does not allow this.
             *
             *     `INSUFFICIENT_FUNDS`: The payout account does not cover this amount. Nothing was held.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createRefund: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundRequests"];
            };
        };
        responses: {
            /** @description The refunds are CREATED and their amounts set aside; they wait to be confirmed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundOrRefunds"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `CURRENCY_MISMATCH`: The payout account does not hold that currency.
             *
             *     `INVALID_IBAN`: The IBAN is malformed or its check digits do not fit.
             *
             *     `BENEFICIARY_NOT_PAYER`: A refund goes back to the account that paid; the IBAN is another one.
             *
             *     `UNKNOWN_REFUND_REASON`: There is no such reason for refunds; see GET /payouts/refunds/reasons.
             *
             *     `IDEMPOTENCY_KEY_CONFLICT`: The header Idempotency-Key and the body field idempotency_key differ.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `OPERATION_NOT_ALLOWED`: The application is not set up for this operation.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for a request with other content. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getRefundReasons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reasons. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundReasons"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    addRefundReason: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundReason"];
            };
        };
        responses: {
            /** @description The reason. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundReason"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `OPERATION_NOT_ALLOWED`: The application is not set up for this operation.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                refund_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_REFUND`: There is no refund with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getRefundHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                refund_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All states the refund has been in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundHistory"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_REFUND`: There is no refund with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    explainRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                refund_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The explanation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundExplanation"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_REFUND`: There is no refund with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    previewPayout: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayoutRequest"];
            };
        };
        responses: {
            /** @description What would happen now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutPreview"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `IDEMPOTENCY_KEY_CONFLICT`: The header Idempotency-Key and the body field idempotency_key differ.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    approvePayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout, released to the bank. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `SECOND_PARTY_NEEDED`: Whoever asked for it may not release it; somebody else has to.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `INVALID_STATE`: The object is in a state that does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    rejectPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PayoutRejectionRequest"];
            };
        };
        responses: {
            /** @description The payout, REJECTED; its amount is released. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `SECOND_PARTY_NEEDED`: Whoever asked for it may not release it; somebody else has to.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `INVALID_STATE`: The object is in a state that does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getAgentLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits; without any, everything is null or false. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentLimits"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    previewRefund: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundRequests"];
            };
        };
        responses: {
            /** @description What would happen now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPreview"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             *
             *     `AMOUNT_UNDER_MIN_VALUE`: The amount must be greater than zero.
             *
             *     `AMOUNT_OVER_MAX_VALUE`: The amount is above 999,999,999,999.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `IDEMPOTENCY_KEY_CONFLICT`: The header Idempotency-Key and the body field idempotency_key differ.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listStatements: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                payout_account_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of statements. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    uploadStatement: {
        parameters: {
            query?: {
                column_map?: string;
                payout_account_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/xml": string;
                "text/xml": string;
                "text/csv": string;
            };
        };
        responses: {
            /** @description What was in it, and what it proved. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementUpload"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `UNREADABLE_STATEMENT`: The statement cannot be read; the message says where and why. Nothing of it was kept.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_PAYOUT_ACCOUNT`: There is no payout account with that id.
             *
             *     `UNKNOWN_COLUMN_MAP`: There is no column map with that name.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_INCOMPLETE`: The body did not come to its end in time. Nothing of it was kept. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listEntries: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                payout_account_id?: string;
                statement_id?: string;
                direction?: "credit" | "debit";
                status?: "matched" | "partial" | "unmatched" | "unknown_debit";
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementEntryPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementEntry"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENTRY`: There is no statement entry with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listReconciliationPayments: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                status?: "OUTSTANDING" | "PARTIAL" | "RECONCILED" | "UNRECEIVED";
                customer_id?: string;
                payout_account_id?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of payments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    changePaymentReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReconciliationChange"];
            };
        };
        responses: {
            /** @description The payment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYMENT`: There is no payment with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `INVALID_STATE`: The object is in a state that does not allow this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listSuggestions: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                payout_account_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of suggestions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listMatches: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                entry_id?: string;
                payment_id?: string;
                payout_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of matches. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MatchPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createMatches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MatchRequest"];
            };
        };
        responses: {
            /** @description The matches. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matches"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_ENTRY`: There is no statement entry with that id.
             *
             *     `UNKNOWN_PAYMENT`: There is no payment with that id.
             *
             *     `UNKNOWN_SUGGESTION`: There is no such suggestion, or it no longer holds.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `MATCH_NOT_POSSIBLE`: The entry does not fit what it is to be matched with. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    undoMatch: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: never;
            path: {
                match_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UndoMatchRequest"];
            };
        };
        responses: {
            /** @description The match, UNDONE. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Match"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_MATCH`: There is no match with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `MATCH_IN_USE`: The match cannot be undone: a refund or a payout rests on the money it proves. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    summariseReconciliation: {
        parameters: {
            query?: {
                payout_account_id?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One summary for each account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationSummaries"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYOUT_ACCOUNT`: There is no payout account with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listColumnMaps: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The column maps. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedColumnMaps"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    putColumnMap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ColumnMap"];
            };
        };
        responses: {
            /** @description The column map. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamedColumnMap"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the token or the session belongs to. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members, in the order they joined. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Members"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    changeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MemberChange"];
            };
        };
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `ROLE_NOT_ALLOWED`: Your role does not allow you to give this away.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_MEMBER`: There is no member with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `LAST_OWNER`: An application keeps at least one owner who is not disabled. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitations"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationRequest"];
            };
        };
        responses: {
            /** @description The invitation, with its link. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `ROLE_NOT_ALLOWED`: Your role does not allow you to give this away.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `MEMBER_ALREADY_EXISTS`: There is a member, or an open invitation, with that e-mail address. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its link is good for nothing. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_INVITATION`: There is no open invitation with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listClients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clients, without their secrets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClients"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiClientRequest"];
            };
        };
        responses: {
            /** @description The client and its secret. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientWithSecret"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `ROLE_NOT_ALLOWED`: Your role does not allow you to give this away.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    changeClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApiClientChange"];
            };
        };
        responses: {
            /** @description The client. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClient"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `ROLE_NOT_ALLOWED`: Your role does not allow you to give this away.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CLIENT`: There is no API client with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getClientLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its limits, and what they leave. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentLimits"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CLIENT`: There is no API client with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    putClientLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentLimitsRequest"];
            };
        };
        responses: {
            /** @description Its limits from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentLimits"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `UNKNOWN_CURRENCY`: The currency is not an ISO 4217 code in use.
             *
             *     `INVALID_AMOUNT`: The amount has more decimals than its currency, or is not a number.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `ROLE_NOT_ALLOWED`: Your role does not allow you to give this away.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_CLIENT`: There is no API client with that id.
             *
             *     `UNKNOWN_PAYMENT_DESTINATION`: There is no destination with that id.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteClientLimits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has no limits. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `ROLE_NOT_ALLOWED`: Your role does not allow you to give this away.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_CLIENT`: There is no API client with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    changeSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description The settings from now on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    changePayoutAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payout_account_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PayoutAccountChange"];
            };
        };
        responses: {
            /** @description The payout accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutAccounts"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_PAYOUT_ACCOUNT`: There is no payout account with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                actor?: string;
                action?: string;
                object_id?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the audit log. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At a glance. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                type?: "payout.created" | "payout.awaiting_approval" | "payout.queued" | "payout.submitting" | "payout.submitted" | "payout.in_doubt" | "payout.completed" | "payout.failed" | "payout.returned" | "payout.rejected" | "destination.created" | "consent.created" | "consent.authorised" | "consent.rejected" | "consent.suspended" | "consent.revoked" | "consent.expired" | "consent.consumed" | "payment_source.created" | "payment_source.expired" | "payment_source.revoked" | "payment.created" | "payment.awaiting_authorisation" | "payment.queued" | "payment.submitting" | "payment.submitted" | "payment.in_doubt" | "payment.completed" | "payment.failed" | "payment.returned" | "payment.rejected" | "payment.reconciliation.updated" | "refund.created" | "refund.confirmed" | "refund.rejected" | "refund.submitted" | "refund.completed" | "refund.failed" | "reconciliation.matched" | "reconciliation.unmatched" | "reconciliation.statement_read" | "reconciliation.unknown_debit" | "ping";
                object_id?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. None is ever added before its end. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_EVENT`: There is no event with that id, or it is no longer kept. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_EVENT`: There is no event with that id, or it is no longer kept. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoints. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoints"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndpointRequest"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret, which is shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointWithSecret"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_ENDPOINT_URL`: The address of the endpoint is not one that events may be sent to.
             *
             *     `UNKNOWN_EVENT_TYPE`: There is no such type of event.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `TOO_MANY_ENDPOINTS`: The application has as many webhook endpoints as it may have. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENDPOINT`: There is no webhook endpoint with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENDPOINT`: There is no webhook endpoint with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    updateEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["EndpointChange"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `INVALID_ENDPOINT_URL`: The address of the endpoint is not one that events may be sent to.
             *
             *     `UNKNOWN_EVENT_TYPE`: There is no such type of event.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENDPOINT`: There is no webhook endpoint with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    rotateEndpointSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateSecretRequest"];
            };
        };
        responses: {
            /** @description The endpoint, with its new secret, which is shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointWithSecret"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENDPOINT`: There is no webhook endpoint with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    testEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery of the ping, which is under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENDPOINT`: There is no webhook endpoint with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `ENDPOINT_DISABLED`: The webhook endpoint is disabled; enable it first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    replayEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        responses: {
            /** @description The deliveries are under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them.
             *
             *     `MISSING_PARAMETERS`: Some required parameters are missing; `errors` lists each of them.
             *
             *     `INVALID_JSON`: The body is not valid JSON.
             *
             *     `UNKNOWN_EVENT_TYPE`: There is no such type of event.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENDPOINT`: There is no webhook endpoint with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `ENDPOINT_DISABLED`: The webhook endpoint is disabled; enable it first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is larger than this operation takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body is not of a media type that this operation takes; most take application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OVERLOADED`: Sarf is busy; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getEndpointStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointStats"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_ENDPOINT`: There is no webhook endpoint with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                after?: string;
                page_size?: number;
                endpoint_id?: string;
                state?: "pending" | "delivered" | "failed";
                event_id?: string;
                object_id?: string;
                event_type?: "payout.created" | "payout.awaiting_approval" | "payout.queued" | "payout.submitting" | "payout.submitted" | "payout.in_doubt" | "payout.completed" | "payout.failed" | "payout.returned" | "payout.rejected" | "destination.created" | "consent.created" | "consent.authorised" | "consent.rejected" | "consent.suspended" | "consent.revoked" | "consent.expired" | "consent.consumed" | "payment_source.created" | "payment_source.expired" | "payment_source.revoked" | "payment.created" | "payment.awaiting_authorisation" | "payment.queued" | "payment.submitting" | "payment.submitted" | "payment.in_doubt" | "payment.completed" | "payment.failed" | "payment.returned" | "payment.rejected" | "payment.reconciliation.updated" | "refund.created" | "refund.confirmed" | "refund.rejected" | "refund.submitted" | "refund.completed" | "refund.failed" | "reconciliation.matched" | "reconciliation.unmatched" | "reconciliation.statement_read" | "reconciliation.unknown_debit" | "ping";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryWithAttempts"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_DELIVERY`: There is no delivery with that id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which is under way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             *
             *     `AGENT_LIMIT`: The limits of this client do not allow this; `metadata.limit` names the one.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `UNKNOWN_DELIVERY`: There is no delivery with that id.
             *
             *     `UNKNOWN_EVENT`: There is no event with that id, or it is no longer kept.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `ENDPOINT_DISABLED`: The webhook endpoint is disabled; enable it first. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment.
             *
             *     `OUTCOME_UNKNOWN`: The connection to the database broke while the change was being saved, so it may have been saved. Send the same request with the same idempotency key again: it is never done twice.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                after?: string;
            };
            header?: {
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events as they happen: `id` and `event` are the id and type of an event, `data` is the event. It ends after an hour; come back with `Last-Event-ID`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `INVALID_PARAMETERS`: Some parameters are not valid; `errors` lists each of them. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid access token is needed: send `Authorization: Bearer <token>`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /**
             * @description `INCORRECT_ACCESS_LEVEL`: The access token does not have the scope this operation needs.
             *
             *     `CLIENT_STOPPED`: This client was stopped; an operator has to let it go on.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `UNKNOWN_EVENT`: There is no event with that id, or it is no longer kept. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `RATE_LIMIT_EXCEEDED`: Too many requests; wait as long as the header Retry-After says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description `DATABASE_UNAVAILABLE`: The database does not answer; nothing was done. Try again in a moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
}
/** The names of the refusals that each operation may answer with. */
export interface refusals {
    createPayoutPayment: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "CURRENCY_MISMATCH" | "IDEMPOTENCY_KEY_CONFLICT" | "OPERATION_NOT_ALLOWED" | "UNKNOWN_PAYMENT_DESTINATION" | "UNKNOWN_PAYOUT_ACCOUNT" | "IDEMPOTENCY_KEY_REUSED" | "POSSIBLE_DUPLICATE" | "INSUFFICIENT_FUNDS" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listPayouts: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getPayoutPaymentHistory: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "INTERNAL_SERVER_ERROR";
    getPayoutLedger: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "INTERNAL_SERVER_ERROR";
    explainPayout: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "OVERLOADED" | "INTERNAL_SERVER_ERROR";
    cancelPayout: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "INVALID_STATE" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getPayout: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "OVERLOADED" | "INTERNAL_SERVER_ERROR";
    getPayoutIntent: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT_INTENT" | "INTERNAL_SERVER_ERROR";
    createPayoutDestination: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_IBAN" | "INVALID_NAME" | "UNKNOWN_COUNTRY" | "UNKNOWN_CURRENCY" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listPayoutDestinations: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getPayoutDestination: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT_DESTINATION" | "INTERNAL_SERVER_ERROR";
    listPayoutAccounts: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    createCustomer: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "CUSTOMER_ALREADY_EXISTS" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listCustomers: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getCustomer: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CUSTOMER" | "INTERNAL_SERVER_ERROR";
    getCustomerByAppUserId: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CUSTOMER" | "INTERNAL_SERVER_ERROR";
    createConsent: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "CURRENCY_MISMATCH" | "OPERATION_NOT_ALLOWED" | "UNKNOWN_CUSTOMER" | "UNKNOWN_PAYOUT_ACCOUNT" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listConsents: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getConsent: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CONSENT" | "INTERNAL_SERVER_ERROR";
    getConsentHistory: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CONSENT" | "INTERNAL_SERVER_ERROR";
    revokeConsent: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_CONSENT" | "INVALID_STATE" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getConsentRevocation: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CONSENT" | "INVALID_STATE" | "INTERNAL_SERVER_ERROR";
    listCustomerPaymentSources: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CUSTOMER" | "INTERNAL_SERVER_ERROR";
    getPaymentSourceById: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT_SOURCE" | "INTERNAL_SERVER_ERROR";
    deletePaymentSource: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_PAYMENT_SOURCE" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    createAccountOnFilePayment: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "CURRENCY_MISMATCH" | "IDEMPOTENCY_KEY_CONFLICT" | "CONSENT_EXPIRED" | "UNKNOWN_CONSENT" | "UNKNOWN_PAYMENT_SOURCE" | "IDEMPOTENCY_KEY_REUSED" | "CONSENT_LIMIT_EXCEEDED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    createPaymentIntent: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "CURRENCY_MISMATCH" | "IDEMPOTENCY_KEY_CONFLICT" | "OPERATION_NOT_ALLOWED" | "UNKNOWN_CUSTOMER" | "UNKNOWN_PAYOUT_ACCOUNT" | "IDEMPOTENCY_KEY_REUSED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    recordPayments: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "INVALID_IBAN" | "INVALID_NAME" | "CURRENCY_MISMATCH" | "OPERATION_NOT_ALLOWED" | "UNKNOWN_CUSTOMER" | "UNKNOWN_PAYOUT_ACCOUNT" | "EXTERNAL_REFERENCE_REUSED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listPayments: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getPaymentIntent: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT_INTENT" | "INTERNAL_SERVER_ERROR";
    getPayment: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "INTERNAL_SERVER_ERROR";
    getPaymentHistory: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "INTERNAL_SERVER_ERROR";
    listRefunds: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    createRefund: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "CURRENCY_MISMATCH" | "INVALID_IBAN" | "BENEFICIARY_NOT_PAYER" | "UNKNOWN_REFUND_REASON" | "IDEMPOTENCY_KEY_CONFLICT" | "OPERATION_NOT_ALLOWED" | "UNKNOWN_PAYMENT" | "IDEMPOTENCY_KEY_REUSED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    processRefunds: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "OPERATION_NOT_ALLOWED" | "SECOND_PARTY_NEEDED" | "UNKNOWN_REFUND" | "INVALID_STATE" | "INSUFFICIENT_FUNDS" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getRefundReasons: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    addRefundReason: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "OPERATION_NOT_ALLOWED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getRefund: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_REFUND" | "INTERNAL_SERVER_ERROR";
    getRefundHistory: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_REFUND" | "INTERNAL_SERVER_ERROR";
    explainRefund: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_REFUND" | "INTERNAL_SERVER_ERROR";
    previewPayout: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "IDEMPOTENCY_KEY_CONFLICT" | "INTERNAL_SERVER_ERROR";
    approvePayout: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYMENT" | "INVALID_STATE" | "SECOND_PARTY_NEEDED" | "AGENT_LIMIT" | "OUTCOME_UNKNOWN" | "INTERNAL_SERVER_ERROR";
    rejectPayout: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_PAYMENT" | "INVALID_STATE" | "SECOND_PARTY_NEEDED" | "AGENT_LIMIT" | "OUTCOME_UNKNOWN" | "INTERNAL_SERVER_ERROR";
    getAgentLimits: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    previewRefund: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "AMOUNT_UNDER_MIN_VALUE" | "AMOUNT_OVER_MAX_VALUE" | "UNKNOWN_CURRENCY" | "IDEMPOTENCY_KEY_CONFLICT" | "INTERNAL_SERVER_ERROR";
    uploadStatement: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "BODY_INCOMPLETE" | "UNREADABLE_STATEMENT" | "UNKNOWN_PAYOUT_ACCOUNT" | "UNKNOWN_COLUMN_MAP" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listStatements: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    listEntries: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getEntry: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_ENTRY" | "INTERNAL_SERVER_ERROR";
    listReconciliationPayments: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    changePaymentReconciliation: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_PAYMENT" | "INVALID_STATE" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listSuggestions: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    createMatches: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_AMOUNT" | "UNKNOWN_ENTRY" | "UNKNOWN_PAYMENT" | "UNKNOWN_SUGGESTION" | "MATCH_NOT_POSSIBLE" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listMatches: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    undoMatch: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_MATCH" | "MATCH_IN_USE" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    summariseReconciliation: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_PAYOUT_ACCOUNT" | "INTERNAL_SERVER_ERROR";
    listColumnMaps: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    putColumnMap: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getSession: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    listMembers: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    changeMember: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_MEMBER" | "ROLE_NOT_ALLOWED" | "LAST_OWNER" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    createInvitation: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "MEMBER_ALREADY_EXISTS" | "ROLE_NOT_ALLOWED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listInvitations: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    deleteInvitation: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_INVITATION" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listClients: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    createClient: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "ROLE_NOT_ALLOWED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    changeClient: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_CLIENT" | "ROLE_NOT_ALLOWED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getClientLimits: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CLIENT" | "INTERNAL_SERVER_ERROR";
    putClientLimits: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_CLIENT" | "ROLE_NOT_ALLOWED" | "UNKNOWN_CURRENCY" | "INVALID_AMOUNT" | "UNKNOWN_PAYMENT_DESTINATION" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    deleteClientLimits: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_CLIENT" | "ROLE_NOT_ALLOWED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getSettings: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    changeSettings: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    changePayoutAccount: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_PAYOUT_ACCOUNT" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listAudit: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getOverview: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    listEvents: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_EVENT" | "INTERNAL_SERVER_ERROR";
    getEvent: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_EVENT" | "INTERNAL_SERVER_ERROR";
    createEndpoint: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_ENDPOINT_URL" | "UNKNOWN_EVENT_TYPE" | "TOO_MANY_ENDPOINTS" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    listEndpoints: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getEndpoint: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_ENDPOINT" | "INTERNAL_SERVER_ERROR";
    updateEndpoint: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "INVALID_ENDPOINT_URL" | "UNKNOWN_EVENT_TYPE" | "UNKNOWN_ENDPOINT" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    deleteEndpoint: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_ENDPOINT" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    rotateEndpointSecret: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_ENDPOINT" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    testEndpoint: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_ENDPOINT" | "ENDPOINT_DISABLED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    replayEndpoint: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "MISSING_PARAMETERS" | "INVALID_JSON" | "BODY_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "OVERLOADED" | "UNKNOWN_EVENT_TYPE" | "UNKNOWN_ENDPOINT" | "ENDPOINT_DISABLED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
    getEndpointStats: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_ENDPOINT" | "INTERNAL_SERVER_ERROR";
    listDeliveries: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "INTERNAL_SERVER_ERROR";
    getDelivery: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_DELIVERY" | "INTERNAL_SERVER_ERROR";
    replayDelivery: "INVALID_PARAMETERS" | "UNAUTHORIZED" | "INCORRECT_ACCESS_LEVEL" | "CLIENT_STOPPED" | "RATE_LIMIT_EXCEEDED" | "DATABASE_UNAVAILABLE" | "UNKNOWN_DELIVERY" | "UNKNOWN_EVENT" | "ENDPOINT_DISABLED" | "OUTCOME_UNKNOWN" | "AGENT_LIMIT" | "INTERNAL_SERVER_ERROR";
}
/** What each type of event tells of, and what its payload is. */
export interface events {
    "payout.created": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.awaiting_approval": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.queued": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.submitting": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.submitted": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.in_doubt": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.completed": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.failed": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.returned": { object: "payout"; payload: components["schemas"]["Payout"] };
    "payout.rejected": { object: "payout"; payload: components["schemas"]["Payout"] };
    "destination.created": { object: "destination"; payload: components["schemas"]["PayoutDestination"] };
    "consent.created": { object: "consent"; payload: components["schemas"]["Consent"] };
    "consent.authorised": { object: "consent"; payload: components["schemas"]["Consent"] };
    "consent.rejected": { object: "consent"; payload: components["schemas"]["Consent"] };
    "consent.suspended": { object: "consent"; payload: components["schemas"]["Consent"] };
    "consent.revoked": { object: "consent"; payload: components["schemas"]["Consent"] };
    "consent.expired": { object: "consent"; payload: components["schemas"]["Consent"] };
    "consent.consumed": { object: "consent"; payload: components["schemas"]["Consent"] };
    "payment_source.created": { object: "payment_source"; payload: components["schemas"]["PaymentSource"] };
    "payment_source.expired": { object: "payment_source"; payload: components["schemas"]["PaymentSource"] };
    "payment_source.revoked": { object: "payment_source"; payload: components["schemas"]["PaymentSource"] };
    "payment.created": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.awaiting_authorisation": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.queued": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.submitting": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.submitted": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.in_doubt": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.completed": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.failed": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.returned": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.rejected": { object: "payment"; payload: components["schemas"]["Payment"] };
    "payment.reconciliation.updated": { object: "payment_reconciliation"; payload: components["schemas"]["Payment"] };
    "refund.created": { object: "refund"; payload: components["schemas"]["Refund"] };
    "refund.confirmed": { object: "refund"; payload: components["schemas"]["Refund"] };
    "refund.rejected": { object: "refund"; payload: components["schemas"]["Refund"] };
    "refund.submitted": { object: "refund"; payload: components["schemas"]["Refund"] };
    "refund.completed": { object: "refund"; payload: components["schemas"]["Refund"] };
    "refund.failed": { object: "refund"; payload: components["schemas"]["Refund"] };
    "reconciliation.matched": { object: "match"; payload: components["schemas"]["Match"] };
    "reconciliation.unmatched": { object: "match"; payload: components["schemas"]["Match"] };
    "reconciliation.statement_read": { object: "statement"; payload: components["schemas"]["Statement"] };
    "reconciliation.unknown_debit": { object: "statement_entry"; payload: components["schemas"]["StatementEntry"] };
    "ping": { object: "webhook_endpoint"; payload: components["schemas"]["Ping"] };
}
