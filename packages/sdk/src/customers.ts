import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same } from './result.ts';

type Schemas = components['schemas'];
export type Customer = Schemas['Customer'];
export type Consent = Schemas['Consent'];
export type ConsentRequest = Schemas['ConsentRequest'];
export type ConsentFilter = NonNullable<operations['listConsents']['parameters']['query']>;
export type Revocation = Schemas['Revocation'];
export type PaymentSource = Schemas['PaymentSource'];

/** The end users of the application. */
export interface Customers {
  /** Registers a customer under your own id of them; each may come once. */
  create(request: Schemas['CustomerRequest']): Promise<Result<Customer, 'createCustomer'>>;
  get(customerId: string): Promise<Result<Customer, 'getCustomer'>>;
  getByAppUserId(appUserId: string): Promise<Result<Customer, 'getCustomerByAppUserId'>>;
  /** All customers, newest first. Throws SarfRefused. */
  list(): AsyncGenerator<Customer, void, undefined>;
}

/** Permissions of customers to charge an account. */
export interface Consents {
  /** Asks for one. Send the customer to its `authorisation_url`. */
  create(request: ConsentRequest): Promise<Result<Consent, 'createConsent'>>;
  get(consentId: string): Promise<Result<Consent, 'getConsent'>>;
  /** All consents that fit, newest first. Throws SarfRefused. */
  list(filter?: ConsentFilter): AsyncGenerator<Consent, void, undefined>;
  /** All states the consent has been in. */
  history(consentId: string): Promise<Result<Schemas['ConsentHistory']['content'], 'getConsentHistory'>>;
  /** Revokes it: no charge can start from now on. */
  revoke(consentId: string, request?: Schemas['RevocationRequest']): Promise<Result<Revocation, 'revokeConsent'>>;
  /** How far its revocation is: blocked here, told to the bank, confirmed by the bank; with a signed receipt. */
  revocation(consentId: string): Promise<Result<Revocation, 'getConsentRevocation'>>;
}

/** The bank accounts of customers that can be charged. */
export interface PaymentSources {
  /** All of a customer, newest first. */
  list(customerId: string): Promise<Result<PaymentSource[], 'listCustomerPaymentSources'>>;
  get(customerId: string, paymentSourceId: string): Promise<Result<PaymentSource, 'getPaymentSourceById'>>;
  /** Deletes it: its consent is revoked at once. */
  delete(customerId: string, paymentSourceId: string): Promise<Result<null, 'deletePaymentSource'>>;
}

export function customerCalls({ api }: Calls): Customers {
  const all = '/customers/v1';
  return {
    create: (body) => resultOf('createCustomer', api.POST(all, { body }), same),
    get: (customer_id) =>
      resultOf('getCustomer', api.GET('/customers/v1/{customer_id}', { params: { path: { customer_id } } }), same),
    getByAppUserId: (app_user_id) =>
      resultOf(
        'getCustomerByAppUserId',
        api.GET('/customers/v1/app-user-id/{app_user_id}', { params: { path: { app_user_id } } }),
        same,
      ),
    list: () =>
      itemsOf((after) => resultOf('listCustomers', api.GET(all, { params: { query: { after } } }), same), undefined),
  };
}

export function consentCalls({ api, repeatable }: Calls): Consents {
  const one = '/consents/v1/{consent_id}';
  const at = (consent_id: string) => ({ params: { path: { consent_id } } });
  return {
    create: (body) => resultOf('createConsent', api.POST('/consents/v1/account-on-file', { body }), same),
    get: (id) => resultOf('getConsent', api.GET(one, at(id)), same),
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listConsents', api.GET('/consents/v1', { params: { query } }), same);
      }, after),
    history: (id) => resultOf('getConsentHistory', api.GET(`${one}/history`, at(id)), (data) => data?.content),
    revoke: (id, body = {}) =>
      resultOf('revokeConsent', api.POST(`${one}/revocation`, { ...at(id), body, ...repeatable }), same),
    revocation: (id) => resultOf('getConsentRevocation', api.GET(`${one}/revocation`, at(id)), same),
  };
}

export function paymentSourceCalls({ api }: Calls): PaymentSources {
  const all = '/customers/v1/{customer_id}/payment-sources';
  const one = '/customers/v1/{customer_id}/payment-sources/{payment_source_id}';
  const at = (customer_id: string, payment_source_id: string) => ({
    params: { path: { customer_id, payment_source_id } },
  });
  return {
    list: (customer_id) =>
      resultOf('listCustomerPaymentSources', api.GET(all, { params: { path: { customer_id } } }), same),
    get: (customerId, id) => resultOf('getPaymentSourceById', api.GET(one, at(customerId, id)), same),
    delete: (customerId, id) => resultOf('deletePaymentSource', api.DELETE(one, at(customerId, id)), () => null),
  };
}
