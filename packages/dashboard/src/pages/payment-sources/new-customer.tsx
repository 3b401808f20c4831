import type { Customer } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { sourceWords } from './words.ts';

/** The button that registers a customer, and its question. */
export function NewCustomer() {
  const words = useWords(sourceWords);
  const [isOpen, open] = useState(false);
  return (
    <>
      <Button
        look="primary"
        icon={<Plus aria-hidden className="size-4" />}
        off={useWhyNot('customers:write')}
        onClick={() => open(true)}
      >
        {words.newCustomer}
      </Button>
      <Dialog open={isOpen} close={() => open(false)} title={words.newCustomer}>
        <CustomerForm close={() => open(false)} />
      </Dialog>
    </>
  );
}

function CustomerForm({ close }: { readonly close: () => void }) {
  const words = useWords(sourceWords);
  const parts = useWords(partWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [own, setOwn] = useState('');
  const { mutate, error, isPending } = useChange({
    send: (app_user_id: string) => answer(api.POST('/customers/v1', { body: { app_user_id } })),
    done(customer: Customer) {
      client.setQueryData(objectKey('customer', customer.id), customer);
      void client.invalidateQueries({ queryKey: listKey('customer') });
      toast(words.registeredOne);
      close();
      void navigate({ to: '/customers/$id', params: { id: customer.id } });
    },
  });
  return (
    <Form label={words.newCustomer} submit={() => mutate(own.trim())} error={error}>
      <TextField
        label={words.ownId}
        hint={words.ownIdHint}
        required
        maxLength={255}
        dir="auto"
        error={faultAt(error, 'app_user_id')}
        value={own}
        onChange={(event) => setOwn(event.target.value)}
      />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.register}
        </Button>
      </Buttons>
    </Form>
  );
}
