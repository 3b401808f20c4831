import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { frameWords } from '../../frame/words.ts';
import { Button } from '../../parts/button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { NoPermission } from '../../parts/states.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { Invitations } from './invitations.tsx';
import { Invite } from './invite.tsx';
import { Members } from './members.tsx';
import { RoleTable } from './role-table.tsx';
import { teamWords } from './words.ts';

/** Who may sign in, who is invited, and what each role may do. */
export function TeamPage() {
  const frame = useWords(frameWords);
  const words = useWords(teamWords);
  const [isInviting, setInviting] = useState(false);
  const mayNotRead = useWhyNot('team:read');
  const mayNotWrite = useWhyNot('team:write');
  if (mayNotRead !== undefined) return <NoPermission why={mayNotRead} />;
  return (
    <>
      <PageHeader
        title={frame.team}
        lead={words.lead}
        actions={
          <Button
            look="primary"
            icon={<UserPlus aria-hidden className="size-4" />}
            off={mayNotWrite}
            onClick={() => setInviting(true)}
          >
            {words.invite}
          </Button>
        }
      />
      <div className="space-y-4">
        <Members />
        <Invitations />
        <RoleTable />
      </div>
      {isInviting && <Invite close={() => setInviting(false)} />}
    </>
  );
}
