import type { Payout } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listKey, objectKey } from '../../api/keys.ts';
import { toast } from '../../parts/toast.tsx';
import { useWords } from '../../words/language.ts';
import { approvePayout } from './decide.ts';
import { payoutWords } from './words.ts';

/** How far the approval of several payouts is. */
export interface Approval {
  readonly done: number;
  readonly failed: readonly { readonly payout: Payout; readonly error: unknown }[];
  readonly isOver: boolean;
}

/** Approves payouts one after the other: each is decided by itself, and what one is refused with stops no other. */
export function useApprovals(payouts: readonly Payout[], finished: () => void) {
  const words = useWords(payoutWords);
  const client = useQueryClient();
  const [state, setState] = useState<Approval>();
  const run = async (): Promise<void> => {
    let now: Approval = { done: 0, failed: [], isOver: false };
    setState(now);
    for (const payout of payouts) {
      try {
        client.setQueryData(objectKey('payout', payout.id), await approvePayout(payout.id));
        now = { ...now, done: now.done + 1 };
      } catch (error) {
        now = { ...now, failed: [...now.failed, { payout, error }] };
      }
      setState(now);
    }
    setState({ ...now, isOver: true });
    await client.invalidateQueries({ queryKey: listKey('payout') });
    toast(words.manyDone(now.done, payouts.length));
    if (now.failed.length === 0) finished();
  };
  return { state, start: () => void run() };
}
