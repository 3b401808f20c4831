import type { Role } from '@sarf/contract/roles';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { partWords } from '../../parts/words.ts';
import { useWords } from '../../words/language.ts';
import { RoleField } from './role-field.tsx';
import type { Invitation } from './team-queries.ts';
import { teamWords } from './words.ts';

/** Invites somebody; then shows the link, once. */
export function Invite({ close }: { readonly close: () => void }) {
  const words = useWords(teamWords);
  const [made, setMade] = useState<Invitation>();
  if (!made)
    return (
      <Dialog open close={close} title={words.invite} lead={words.inviteLead}>
        <InviteForm made={setMade} close={close} />
      </Dialog>
    );
  return (
    <Dialog open close={close} title={words.linkTitle} lead={words.linkLead(`\u2066${made.email}\u2069`)}>
      <div className="space-y-4">
        <CopyField label={words.link} value={made.link ?? ''} />
        <Buttons>
          <Button look="primary" onClick={close}>
            {words.linkDone}
          </Button>
        </Buttons>
      </div>
    </Dialog>
  );
}

function InviteForm({ made, close }: { readonly made: (one: Invitation) => void; readonly close: () => void }) {
  const words = useWords(teamWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const { mutate, error, isPending } = useChange({
    send: (body: { readonly email: string; readonly role: Role }) => answer(api.POST('/team/v1/invitations', { body })),
    done(invitation) {
      void client.invalidateQueries({ queryKey: listKey('invitation') });
      made(invitation);
    },
  });
  return (
    <Form label={words.invite} submit={() => mutate({ email: email.trim(), role })} error={error}>
      <TextField
        label={words.email}
        type="email"
        required
        autoComplete="off"
        dir="ltr"
        error={faultAt(error, 'email')}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <RoleField role={role} change={setRole} />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.makeLink}
        </Button>
      </Buttons>
    </Form>
  );
}
