import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callAuth } from '../../api/auth.ts';
import { listKey } from '../../api/keys.ts';
import { Button } from '../../parts/button.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { Time } from '../../parts/time.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { sessionQuery, useSession } from '../../session/session.ts';
import { roleWords } from '../../session/words.ts';
import { useWords } from '../../words/language.ts';
import { securityWords } from './words.ts';

/** Who is signed in, and what others call them. */
export function You() {
  const words = useWords(securityWords);
  const names = useWords(roleWords);
  const [isAsked, ask] = useState(false);
  const { kind, name, email, role, application, second_factor: factor } = useSession();
  return (
    <Card title={words.you}>
      <Facts>
        <Fact name={words.name}>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <bdi>{name}</bdi>
            {kind === 'member' && <Button onClick={() => ask(true)}>{words.changeName}</Button>}
          </span>
        </Fact>
        <Fact name={words.email}>
          <bdi dir="ltr">{email}</bdi>
        </Fact>
        {role !== null && <Fact name={words.role}>{names[role]}</Fact>}
        <Fact name={words.application}>
          <bdi>{application.name}</bdi>
        </Fact>
        <Fact name={words.proven}>
          {factor.fresh_until === null ? words.notProven : <Time at={factor.fresh_until} />}
        </Fact>
      </Facts>
      <Dialog open={isAsked} close={() => ask(false)} title={words.changeName} lead={words.changeNameLead}>
        <NameForm name={name} close={() => ask(false)} />
      </Dialog>
    </Card>
  );
}

function NameForm({ name: now, close }: { readonly name: string; readonly close: () => void }) {
  const words = useWords(securityWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const [name, setName] = useState(now);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callAuth('name', { name: name.trim() }),
    onSuccess() {
      void client.invalidateQueries(sessionQuery);
      void client.invalidateQueries({ queryKey: listKey('member') });
      toast(words.nameChanged);
      close();
    },
  });
  return (
    <Form label={words.changeName} submit={() => mutate()} error={error}>
      <TextField
        label={words.name}
        required
        maxLength={100}
        dir="auto"
        autoComplete="name"
        error={faultAt(error, 'name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button
          type="submit"
          look="primary"
          busy={isPending}
          off={name.trim() === '' || name.trim() === now ? words.otherName : undefined}
        >
          {words.saveName}
        </Button>
      </Buttons>
    </Form>
  );
}
