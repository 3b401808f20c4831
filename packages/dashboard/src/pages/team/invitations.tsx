import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, done } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { RefusalNote } from '../../parts/refusal-note.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { toast } from '../../parts/toast.tsx';
import { Actor } from '../../people/actor.tsx';
import { useWhyNot } from '../../session/session.ts';
import { roleWords } from '../../session/words.ts';
import { useWords } from '../../words/language.ts';
import { invitationsQuery } from './team-queries.ts';
import { teamWords } from './words.ts';

/** Who is invited and has not joined yet. */
export function Invitations() {
  const words = useWords(teamWords);
  const names = useWords(roleWords);
  const client = useQueryClient();
  const mayNotWrite = useWhyNot('team:write');
  const { data, error, refetch } = useQuery(invitationsQuery);
  const removal = useChange({
    send: (id: string) =>
      done(api.DELETE('/team/v1/invitations/{invitation_id}', { params: { path: { invitation_id: id } } })),
    done() {
      void client.invalidateQueries({ queryKey: listKey('invitation') });
      toast(words.takenBack);
    },
  });
  return (
    <Card title={words.invitations}>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={2} />}
      {data?.content.length === 0 && <p className="text-soft">{words.noInvitations}</p>}
      {data && data.content.length > 0 && (
        <PlainTable
          label={words.invitations}
          rows={data.content}
          idOf={({ id }) => id}
          columns={[
            { id: 'email', header: words.email, cell: ({ email }) => <bdi dir="ltr">{email}</bdi> },
            { id: 'role', header: words.role, cell: ({ role }) => names[role] },
            {
              id: 'by',
              header: words.invitedBy,
              onlyWide: true,
              cell: ({ invited_by: by }) => <Actor actor={by.includes('@') ? `member:${by}` : by} />,
            },
            { id: 'until', header: words.until, onlyWide: true, cell: ({ expires_at: at }) => <Time at={at} /> },
            {
              id: 'actions',
              header: <span className="sr-only">{words.actions}</span>,
              isNumber: true,
              cell: ({ id, email }) => (
                <Button
                  aria-label={words.takeBackOf(email)}
                  off={mayNotWrite}
                  busy={removal.isPending && removal.variables === id}
                  onClick={() => removal.mutate(id)}
                >
                  {words.takeBack}
                </Button>
              ),
            },
          ]}
        />
      )}
      {removal.error && (
        <div className="pt-4">
          <RefusalNote error={removal.error} />
        </div>
      )}
    </Card>
  );
}
