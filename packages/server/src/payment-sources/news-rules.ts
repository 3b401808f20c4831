import type { ConsentState } from '@sarf/contract';
import type { ConsentNews } from '../banks/collections.ts';
import type { ConsentRow } from './consent.ts';

/** What follows from a piece of news of a consent. */
export type Verdict =
  | { readonly kind: 'move'; readonly states: readonly ConsentState[] }
  /** The bank honours a consent no more that was revoked here. */
  | { readonly kind: 'confirm' }
  /** It may be late: the bank is to be asked how the consent stands now. */
  | { readonly kind: 'ask' }
  /** The bank says what cannot be, after what it said before: a person has to look. */
  | { readonly kind: 'contradiction' }
  | { readonly kind: 'nothing' };

interface Circumstances {
  /** Is it the answer to a question, asked of the consent as it still is? News that a bank tells by itself may be late. */
  readonly isAnswer: boolean;
}

const NOTHING: Verdict = { kind: 'nothing' };
const ASK: Verdict = { kind: 'ask' };
const CONFIRM: Verdict = { kind: 'confirm' };
const CONTRADICTION: Verdict = { kind: 'contradiction' };
const move = (...states: ConsentState[]): Verdict => ({ kind: 'move', states });

/**
 * What a bank's word on a consent means for it as it is now. Pure. What ends a consent, or begins it, comes once, so it
 * counts whenever it comes. A suspension may come and go: such news, when it comes by itself, may have been overtaken.
 */
export function judgeNews(
  row: Pick<ConsentRow, 'state' | 'confirmedAt' | 'currency'>,
  news: Pick<ConsentNews, 'kind' | 'account'>,
  circumstances: Circumstances,
): Verdict {
  switch (row.state) {
    case 'awaiting_authorisation':
      return judgeAwaiting(row, news);
    case 'authorised':
    case 'suspended':
      return judgeInForce(row.state, news.kind, circumstances);
    case 'revoked':
      return judgeRevoked(row, news.kind);
    case 'rejected':
      return news.kind === 'authorised' || news.kind === 'suspended' ? CONTRADICTION : NOTHING;
    default:
      return NOTHING;
  }
}

function judgeAwaiting(row: Pick<ConsentRow, 'currency'>, { kind, account }: Pick<ConsentNews, 'kind' | 'account'>) {
  const fits = account?.currency === row.currency;
  switch (kind) {
    case 'rejected':
    case 'expired':
      return move(kind);
    case 'authorised':
      return fits ? move('authorised') : CONTRADICTION;
    // What came before was not heard of; it is written down all the same.
    case 'suspended':
      return fits ? move('authorised', 'suspended') : CONTRADICTION;
    case 'revoked':
      return fits ? move('authorised', 'revoked') : move('rejected');
    case 'not_known':
      return CONTRADICTION;
    default:
      return NOTHING;
  }
}

function judgeInForce(
  state: 'authorised' | 'suspended',
  kind: ConsentNews['kind'],
  { isAnswer }: Circumstances,
): Verdict {
  switch (kind) {
    case 'revoked':
    case 'expired':
      return move(kind);
    case 'authorised':
    case 'suspended':
      if (kind === state) return NOTHING;
      return isAnswer ? move(kind) : ASK;
    case 'rejected':
    case 'not_known':
      return CONTRADICTION;
    default:
      return NOTHING;
  }
}

function judgeRevoked({ confirmedAt }: Pick<ConsentRow, 'confirmedAt'>, kind: ConsentNews['kind']): Verdict {
  if (kind === 'revoked' || kind === 'expired' || kind === 'rejected') return confirmedAt === null ? CONFIRM : NOTHING;
  return kind === 'not_known' ? CONTRADICTION : NOTHING;
}
