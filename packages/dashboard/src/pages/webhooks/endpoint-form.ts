import type { Endpoint, EndpointRequest } from '@sarf/sdk';

/** What the form has, as it was filled in. */
export interface EndpointForm {
  readonly url: string;
  readonly description: string;
  readonly dialect: Endpoint['dialect'];
  readonly ordered: boolean;
  readonly allTypes: boolean;
  readonly types: readonly string[];
}

export const emptyEndpointForm: EndpointForm = {
  url: '',
  description: '',
  dialect: 'sarf',
  ordered: false,
  allTypes: true,
  types: [],
};

/** The form of an endpoint that is there. */
export function formOf({ url, description, dialect, ordered, types }: Endpoint): EndpointForm {
  return { url, description: description ?? '', dialect, ordered, allTypes: types === null, types: types ?? [] };
}

/** The request that a form is. What is wrong with it, the server says. */
export function endpointRequestOf(form: EndpointForm): EndpointRequest {
  return {
    url: form.url.trim(),
    description: form.description.trim() || null,
    dialect: form.dialect,
    ordered: form.ordered,
    types: form.allTypes ? null : [...form.types],
  };
}
