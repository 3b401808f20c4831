import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Arriving } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { roleWords } from '../../session/words.ts';
import { useWords } from '../../words/language.ts';
import { MemberActions } from './member-actions.tsx';
import { type Member, membersQuery } from './team-queries.ts';
import { teamWords } from './words.ts';

/** Who may sign in. */
export function Members() {
  const words = useWords(teamWords);
  const { data, error, refetch } = useQuery(membersQuery);
  return (
    <Card title={words.members}>
      {!data && <Arriving error={error} retry={() => void refetch()} rows={4} />}
      {data && <MemberTable members={data.content} />}
    </Card>
  );
}

function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const words = useWords(teamWords);
  const names = useWords(roleWords);
  return (
    <PlainTable
      label={words.members}
      rows={members}
      idOf={({ id }) => id}
      columns={[
        { id: 'name', header: words.name, cell: (member) => <Who member={member} /> },
        { id: 'role', header: words.role, cell: ({ role }) => names[role] },
        {
          id: 'factor',
          header: words.secondFactor,
          onlyWide: true,
          cell: ({ has_second_factor: has }) =>
            has ? <Badge look="good">{words.isOn}</Badge> : <Badge look="off">{words.isOff}</Badge>,
        },
        {
          id: 'seen',
          header: words.lastSeen,
          onlyWide: true,
          cell: ({ last_seen_at: at }) =>
            at === null ? <span className="text-soft">{words.never}</span> : <Time at={at} />,
        },
        {
          id: 'actions',
          header: <span className="sr-only">{words.actions}</span>,
          isNumber: true,
          cell: (member) => <MemberActions member={member} />,
        },
      ]}
    />
  );
}

function Who({ member }: { readonly member: Member }) {
  const words = useWords(teamWords);
  const { id } = useSession();
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <bdi className={`font-medium ${member.is_disabled ? 'text-soft' : ''}`}>{member.name}</bdi>
        {member.id === id && <span className="text-xs text-soft">({words.you})</span>}
        {member.is_disabled && <Badge look="off">{words.disabled}</Badge>}
      </span>
      <bdi dir="ltr" className="text-xs text-soft">
        {member.email}
      </bdi>
    </>
  );
}
