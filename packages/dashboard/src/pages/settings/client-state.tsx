import { useQueryClient } from '@tanstack/react-query';
import { OctagonX, Play } from 'lucide-react';
import { answer, api } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { toast } from '../../parts/toast.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { clientWords } from './client-words.ts';
import type { ApiClient } from './settings-queries.ts';

export function ClientBadge({ client }: { readonly client: ApiClient }) {
  const words = useWords(clientWords);
  if (client.is_revoked) return <Badge look="off">{words.revoked}</Badge>;
  return client.is_stopped ? <Badge look="bad">{words.stopped}</Badge> : <Badge look="good">{words.running}</Badge>;
}

/** Changes a client; then the list is read again. */
export function useClientChange(id: string, done: (changed: ApiClient) => void) {
  const client = useQueryClient();
  return useChange({
    send: (body: { readonly is_stopped?: boolean; readonly is_revoked?: boolean }) =>
      answer(api.PATCH('/clients/v1/{client_id}', { body, params: { path: { client_id: id } } })),
    done(changed) {
      void client.invalidateQueries({ queryKey: listKey('client') });
      done(changed);
    },
  });
}

/** Stops a client with one press, or lets it go on. */
export function StopButton({ client, big = false }: { readonly client: ApiClient; readonly big?: boolean }) {
  const words = useWords(clientWords);
  const mayNotWrite = useWhyNot('clients:write');
  const { name, is_stopped: isStopped, is_revoked: isRevoked } = client;
  const { mutate, error, isPending } = useClientChange(client.id, (changed) =>
    toast(changed.is_stopped ? words.wasStopped(name) : words.wasResumed(name)),
  );
  const Icon = isStopped ? Play : OctagonX;
  return (
    <>
      <Button
        look={isStopped ? 'plain' : 'danger'}
        icon={<Icon aria-hidden className="size-4" />}
        aria-label={isStopped ? words.resumeOf(name) : big ? undefined : words.stopOf(name)}
        off={isRevoked ? words.revokedText : mayNotWrite}
        busy={isPending}
        onClick={() => mutate({ is_stopped: !isStopped })}
      >
        {isStopped ? words.resume : big ? words.stopNow : words.stop}
      </Button>
      {error && <RefusalNote error={error} />}
    </>
  );
}
