import { type TSchema, Type } from 'typebox';
import { Ping } from './events.ts';
import { OrNull, Time } from './schema-parts.ts';
import * as agents from './schemas-agents.ts';
import * as customers from './schemas-customers.ts';
import * as events from './schemas-events.ts';
import * as payments from './schemas-payments.ts';
import * as payouts from './schemas-payouts.ts';
import * as people from './schemas-people.ts';
import * as reconciliation from './schemas-reconciliation.ts';
import * as refunds from './schemas-refunds.ts';
import * as webhooks from './schemas-webhooks.ts';

export * from './schemas-agents.ts';
export * from './schemas-customers.ts';
export * from './schemas-events.ts';
export * from './schemas-payments.ts';
export * from './schemas-payouts.ts';
export * from './schemas-people.ts';
export * from './schemas-reconciliation.ts';
export * from './schemas-refunds.ts';
export * from './schemas-webhooks.ts';

export const Refusal = Type.Object(
  {
    status: Type.String({ description: 'The name of the refusal.' }),
    message: Type.String(),
    timestamp: Time('When it was refused.'),
    request_id: Type.String({ description: 'Quote it when you ask for help; it is in the logs.' }),
    retryable: Type.Boolean({ description: 'May the same request succeed later?' }),
    money_moved: Type.String({ enum: ['no', 'yes', 'unknown'] }),
    errors: Type.Array(
      Type.Object({ path: Type.String(), message: Type.String(), code: Type.Optional(Type.String()) }),
    ),
    remaining: Type.Optional(
      Type.Number({ description: 'What can still be refunded of the payment, where that is why it was refused.' }),
    ),
    metadata: OrNull(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'Refusal' },
);

/** The schemas that have a name of their own in the OpenAPI document: its `$id`. */
export const namedSchemas: Readonly<Record<string, TSchema>> = {
  PayoutRequest: payouts.PayoutRequest,
  Payout: payouts.Payout,
  PayoutPage: payouts.PayoutPage,
  PayoutHistory: payouts.PayoutHistory,
  PayoutLedger: payouts.PayoutLedger,
  PayoutDestinationRequest: payouts.DestinationRequest,
  PayoutDestination: payouts.Destination,
  PayoutDestinationPage: payouts.DestinationPage,
  PayoutIntent: payouts.PayoutIntent,
  PayoutAccounts: payouts.PayoutAccounts,
  PayoutExplanation: payouts.Explanation,
  PayoutPreview: agents.PayoutPreview,
  PayoutRejectionRequest: agents.RejectionRequest,
  AgentLimits: agents.AgentLimits,
  RefundPreview: agents.RefundPreview,
  CustomerRequest: customers.CustomerRequest,
  Customer: customers.Customer,
  CustomerPage: customers.CustomerPage,
  ConsentRequest: customers.ConsentRequest,
  Consent: customers.Consent,
  ConsentPage: customers.ConsentPage,
  ConsentHistory: customers.ConsentHistory,
  RevocationRequest: customers.RevocationRequest,
  Revocation: customers.Revocation,
  PaymentSource: customers.PaymentSource,
  PaymentSources: customers.PaymentSources,
  PaymentSourceDeletion: customers.DeletionRequest,
  Payment: payments.Payment,
  PaymentPage: payments.PaymentPage,
  Payments: payments.Payments,
  AccountOnFilePaymentRequest: payments.ChargeRequest,
  PaymentIntentRequest: payments.PaymentIntentRequest,
  PaymentIntent: payments.PaymentIntent,
  PaymentRecords: payments.PaymentRecords,
  PaymentHistory: payments.PaymentHistory,
  Statement: reconciliation.Statement,
  StatementUpload: reconciliation.StatementUpload,
  StatementPage: reconciliation.StatementPage,
  StatementEntry: reconciliation.StatementEntry,
  StatementEntryPage: reconciliation.EntryPage,
  Match: reconciliation.Match,
  MatchPage: reconciliation.MatchPage,
  Matches: reconciliation.Matches,
  MatchRequest: reconciliation.MatchRequest,
  UndoMatchRequest: reconciliation.UndoRequest,
  Suggestion: reconciliation.Suggestion,
  SuggestionPage: reconciliation.SuggestionPage,
  ReconciliationChange: reconciliation.ReconciliationChange,
  ReconciliationSummary: reconciliation.ReconciliationSummary,
  ReconciliationSummaries: reconciliation.ReconciliationSummaries,
  ColumnMap: reconciliation.ColumnMap,
  NamedColumnMap: reconciliation.NamedColumnMap,
  NamedColumnMaps: reconciliation.NamedColumnMaps,
  RefundRequest: refunds.RefundRequest,
  RefundRequests: refunds.RefundRequests,
  Refund: refunds.Refund,
  RefundOrRefunds: refunds.RefundOrRefunds,
  Refunds: refunds.Refunds,
  RefundPage: refunds.RefundPage,
  RefundDecisions: refunds.RefundDecisions,
  ProcessRefundsRequest: refunds.ProcessRequest,
  RefundHistory: refunds.RefundHistory,
  RefundExplanation: refunds.RefundExplanation,
  RefundReason: refunds.RefundReason,
  RefundReasons: refunds.RefundReasons,
  Session: people.Session,
  Member: people.Member,
  Members: people.Members,
  MemberChange: people.MemberChange,
  InvitationRequest: people.InvitationRequest,
  Invitation: people.Invitation,
  Invitations: people.Invitations,
  ApiClient: people.ApiClient,
  ApiClients: people.ApiClients,
  ApiClientRequest: people.ApiClientRequest,
  ApiClientWithSecret: people.ApiClientWithSecret,
  ApiClientChange: people.ApiClientChange,
  AgentLimitsRequest: people.AgentLimitsRequest,
  Settings: people.Settings,
  SettingsChange: people.SettingsChange,
  PayoutAccountChange: people.PayoutAccountChange,
  AuditLine: people.AuditLine,
  AuditPage: people.AuditPage,
  Overview: people.Overview,
  Ping,
  Event: events.Event,
  EventPage: events.EventPage,
  EndpointRequest: webhooks.EndpointRequest,
  EndpointChange: webhooks.EndpointChange,
  Endpoint: webhooks.Endpoint,
  EndpointWithSecret: webhooks.EndpointWithSecret,
  Endpoints: webhooks.Endpoints,
  RotateSecretRequest: webhooks.RotateSecretRequest,
  ReplayRequest: webhooks.ReplayRequest,
  Replay: webhooks.Replay,
  Delivery: webhooks.Delivery,
  DeliveryWithAttempts: webhooks.DeliveryWithAttempts,
  DeliveryPage: webhooks.DeliveryPage,
  EndpointStats: webhooks.EndpointStats,
  Refusal,
};
