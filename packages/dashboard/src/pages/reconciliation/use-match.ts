import type { components } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { toast } from '../../parts/toast.tsx';
import { useWords } from '../../words/language.ts';
import { renewReconciliation } from './reconciliation-queries.ts';
import { reconciliationWords } from './words.ts';

type MatchRequest = components['schemas']['MatchRequest'];

/** Ties entries to what they prove. */
export function useMatch(then: () => void = () => {}) {
  const words = useWords(reconciliationWords);
  const client = useQueryClient();
  return useChange({
    send: (body: MatchRequest) => answer(api.POST('/reconciliation/v1/matches', { body })),
    done() {
      renewReconciliation(client);
      toast(words.matchedOne);
      then();
    },
  });
}
