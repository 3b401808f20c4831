import type { components } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useSession, useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { mayChangeRole, mayDisable } from './may-change.ts';
import { RoleDialog } from './role-dialog.tsx';
import type { Member } from './team-queries.ts';
import { teamWords } from './words.ts';

type Question = 'role' | 'disable' | 'enable';

/** What may be done about a member. */
export function MemberActions({ member }: { readonly member: Member }) {
  const words = useWords(teamWords);
  const [asked, ask] = useState<Question>();
  const session = useSession();
  const mayNot = useWhyNot('team:write');
  const reasons = { only_owners: words.onlyOwners, own_role: words.ownRole };
  const [role, disabling] = [mayChangeRole(session, member), mayDisable(session, member)];
  const off = mayNot ?? (role && disabling ? reasons[role] : undefined);
  const trigger = (
    <Button look="quiet" off={off} aria-label={words.actionsFor(member.name)}>
      <Ellipsis aria-hidden className="size-4" />
    </Button>
  );
  if (off !== undefined) return trigger;
  return (
    <>
      <Menu trigger={trigger}>
        {!role && <MenuItem select={() => ask('role')}>{words.changeRole}</MenuItem>}
        {!disabling && (
          <MenuItem select={() => ask(member.is_disabled ? 'enable' : 'disable')}>
            {member.is_disabled ? words.enable : words.disable}
          </MenuItem>
        )}
      </Menu>
      {asked === 'role' && <RoleDialog member={member} close={() => ask(undefined)} />}
      {(asked === 'disable' || asked === 'enable') && (
        <DisableDialog member={member} isDisabled={asked === 'disable'} close={() => ask(undefined)} />
      )}
    </>
  );
}

/** Changes a member; then the list is read again. */
export function useMemberChange(member: Member, done: (changed: Member) => void) {
  const client = useQueryClient();
  return useChange({
    send: (body: components['schemas']['MemberChange']) =>
      answer(api.PATCH('/team/v1/members/{member_id}', { body, params: { path: { member_id: member.id } } })),
    done(changed) {
      void client.invalidateQueries({ queryKey: listKey('member') });
      done(changed);
    },
  });
}

interface DisableDialogProps {
  readonly member: Member;
  readonly isDisabled: boolean;
  readonly close: () => void;
}

function DisableDialog({ member, isDisabled, close }: DisableDialogProps) {
  const words = useWords(teamWords);
  const parts = useWords(partWords);
  const { name } = member;
  const { mutate, error, isPending } = useMemberChange(member, () => {
    toast(isDisabled ? words.wasDisabled(name) : words.wasEnabled(name));
    close();
  });
  const title = isDisabled ? words.disableTitle(name) : `${words.enable}: ${name}`;
  return (
    <Dialog open close={close} title={title} {...(isDisabled && { lead: words.disableLead })}>
      <Form label={title} submit={() => mutate({ is_disabled: isDisabled })} error={error}>
        <Buttons>
          <Button onClick={close}>{parts.cancel}</Button>
          <Button type="submit" look={isDisabled ? 'danger' : 'primary'} busy={isPending}>
            {isDisabled ? words.disable : words.enable}
          </Button>
        </Buttons>
      </Form>
    </Dialog>
  );
}
