import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWords } from '../../words/language.ts';
import { useMemberChange } from './member-actions.tsx';
import { RoleField } from './role-field.tsx';
import type { Member } from './team-queries.ts';
import { teamWords } from './words.ts';

/** Gives a member another role. */
export function RoleDialog({ member, close }: { readonly member: Member; readonly close: () => void }) {
  const words = useWords(teamWords);
  const parts = useWords(partWords);
  const [role, setRole] = useState(member.role);
  const { mutate, error, isPending } = useMemberChange(member, () => {
    toast(words.roleChanged);
    close();
  });
  const title = words.changeRoleOf(member.name);
  return (
    <Dialog open close={close} title={title}>
      <Form label={title} submit={() => mutate({ role })} error={error}>
        <RoleField role={role} change={setRole} />
        <Buttons>
          <Button onClick={close}>{parts.cancel}</Button>
          <Button type="submit" look="primary" busy={isPending}>
            {words.save}
          </Button>
        </Buttons>
      </Form>
    </Dialog>
  );
}
