import type { Consent, Revocation } from '@sarf/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { listKey, objectKey, partKey } from '../../api/keys.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { AreaField, SelectField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { isReason, reasons } from './reasons.ts';
import { isRevocable } from './revocable.ts';
import type { RevocationRequest } from './source-queries.ts';
import { reasonWords, sourceWords } from './words.ts';

/** The button that revokes a consent, and its question. */
export function Revoke({ consent }: { readonly consent: Consent }) {
  const words = useWords(sourceWords);
  const [isOpen, open] = useState(false);
  const mayNot = useWhyNot('consents:write');
  if (consent.status === 'REVOKED') return null;
  return (
    <>
      <Button
        look="danger"
        icon={<Ban aria-hidden className="size-4" />}
        off={mayNot ?? (isRevocable(consent.status) ? undefined : words.notInForce)}
        onClick={() => open(true)}
      >
        {words.revoke}
      </Button>
      <Dialog open={isOpen} close={() => open(false)} title={words.revokeTitle} lead={words.revokeLead}>
        <RevokeForm id={consent.id} close={() => open(false)} />
      </Dialog>
    </>
  );
}

function RevokeForm({ id, close }: { readonly id: string; readonly close: () => void }) {
  const words = useWords(sourceWords);
  const parts = useWords(partWords);
  const names = useWords(reasonWords);
  const [reason, setReason] = useState<RevocationRequest['reason']>();
  const [context, setContext] = useState('');
  const { mutate, error, isPending } = useRevoke(id, close);
  const body = { reason, ...(context.trim() !== '' && { additional_context: context.trim() }) };
  return (
    <Form label={words.revokeTitle} submit={() => mutate(body)} error={error}>
      <SelectField
        label={words.why}
        required
        error={faultAt(error, 'reason')}
        value={reason ?? ''}
        onChange={({ target: { value } }) => setReason(isReason(value) ? value : undefined)}
      >
        <option value="">{words.chooseReason}</option>
        {reasons.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </SelectField>
      <AreaField
        label={words.note}
        hint={words.noteHint}
        maxLength={500}
        dir="auto"
        error={faultAt(error, 'additional_context')}
        value={context}
        onChange={(event) => setContext(event.target.value)}
      />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="danger" busy={isPending}>
          {words.revoke}
        </Button>
      </Buttons>
    </Form>
  );
}

function useRevoke(id: string, close: () => void) {
  const words = useWords(sourceWords);
  const client = useQueryClient();
  return useChange({
    send: (body: RevocationRequest) =>
      answer(api.POST('/consents/v1/{consent_id}/revocation', { params: { path: { consent_id: id } }, body })),
    done(revocation: Revocation) {
      client.setQueryData(partKey('consent', id, 'revocation'), revocation);
      void client.invalidateQueries({ queryKey: objectKey('consent', id) });
      void client.invalidateQueries({ queryKey: partKey('consent', id, 'history') });
      void client.invalidateQueries({ queryKey: listKey('consent') });
      toast(words.revokedOne);
      close();
    },
  });
}
