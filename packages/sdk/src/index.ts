export { createSarf, type Sarf, type SarfOptions } from './client.ts';
export type {
  AgentLimits,
  AgentLimitsRequest,
  ApiClient,
  ApiClientChange,
  ApiClientRequest,
  ApiClients,
  ApiClientWithSecret,
} from './clients.ts';
export type {
  Consent,
  ConsentFilter,
  ConsentRequest,
  Consents,
  Customer,
  Customers,
  PaymentSource,
  PaymentSources,
  Revocation,
} from './customers.ts';
export type {
  Accounts,
  Destination,
  DestinationFilter,
  DestinationRequest,
  Destinations,
  PayoutAccount,
} from './destinations.ts';
export type { SarfEvent, SarfEventType } from './event.ts';
export type { EventFilter, Events } from './events.ts';
export { memoryStore } from './memory-store.ts';
export type { components, paths } from './openapi.ts';
export type {
  ChargeRequest,
  Payment,
  PaymentFilter,
  PaymentIntent,
  PaymentIntentRequest,
  PaymentRecord,
  Payments,
} from './payments.ts';
export type { Payout, PayoutFilter, PayoutPreview, PayoutRequest, Payouts } from './payouts.ts';
export { postgresStore } from './postgres-store.ts';
export { createReceiver, type Receipt, type Receiver, type ReceiverOptions } from './receiver.ts';
export type { ReceiverStore } from './receiver-store.ts';
export type {
  EntryFilter,
  Match,
  MatchFilter,
  Reconciliation,
  ReconciliationFilter,
  Statement,
  StatementEntry,
  StatementFile,
  StatementUpload,
  Suggestion,
} from './reconciliation.ts';
export type { Refund, RefundDecision, RefundFilter, RefundPreview, RefundRequest, Refunds } from './refunds.ts';
export { type OperationId, type Refusal, type Result, SarfRefused } from './result.ts';
export type { Overview, Settings, SettingsChange } from './settings.ts';
export type {
  Audit,
  AuditFilter,
  AuditLine,
  Invitation,
  InvitationRequest,
  Member,
  MemberChange,
  Session,
  Team,
} from './team.ts';
export {
  type Delivery,
  type Trust,
  verifyWebhook,
  type WebhookHeaders,
  type WebhookRefusalCode,
  WebhookRefused,
} from './verify-webhook.ts';
export type {
  Deliveries,
  DeliveryFilter,
  Endpoint,
  EndpointChange,
  EndpointRequest,
  Endpoints,
  EndpointWithSecret,
  WebhookDelivery,
} from './webhooks.ts';
