import type { PaymentSource } from '@sarf/sdk';
import { Badge, type BadgeLook } from '../../parts/badge.tsx';
import { useWords } from '../../words/language.ts';
import type { ConsentStatus } from './source-search.ts';
import { consentStatusWords } from './words.ts';

const looks: Readonly<Record<ConsentStatus, BadgeLook>> = {
  AWAITING_AUTHORISATION: 'wait',
  AUTHORISED: 'good',
  REJECTED: 'off',
  SUSPENDED: 'doubt',
  REVOKED: 'off',
  EXPIRED: 'off',
  CONSUMED: 'note',
};

export function ConsentStatusBadge({ status }: { readonly status: ConsentStatus }) {
  const words = useWords(consentStatusWords);
  return <Badge look={looks[status]}>{words[status]}</Badge>;
}

export function SourceStatusBadge({ status }: Pick<PaymentSource, 'status'>) {
  const words = useWords(consentStatusWords);
  return <Badge look={status === 'ACTIVE' ? 'good' : 'off'}>{words[status]}</Badge>;
}
