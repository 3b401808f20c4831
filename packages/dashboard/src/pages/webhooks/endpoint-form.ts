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

/** A number of seconds in the largest unit that it is a whole number of. */
export function spanOf(seconds: number): {
  readonly count: number;
  readonly unit: 'day' | 'hour' | 'minute' | 'second';
} {
  const units = [
    { unit: 'day', size: 86_400 },
    { unit: 'hour', size: 3_600 },
    { unit: 'minute', size: 60 },
  ] as const;
  const fit = units.find(({ size }) => seconds >= size && seconds % size === 0);
  return fit ? { count: seconds / fit.size, unit: fit.unit } : { count: seconds, unit: 'second' };
}
