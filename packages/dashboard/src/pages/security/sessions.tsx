import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callAuth } from '../../api/auth.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { partWords } from '../../parts/words.ts';
import { BASE } from '../../url/base.ts';
import { useWords } from '../../words/language.ts';
import { securityWords } from './words.ts';

/** The ways out: of this browser, and of every browser. */
export function Sessions() {
  const words = useWords(securityWords);
  const [isAsked, ask] = useState(false);
  return (
    <Card title={words.sessions}>
      <div className="space-y-3">
        <p className="text-soft">{words.sessionsLead}</p>
        <Button look="danger" onClick={() => ask(true)}>
          {words.everywhere}
        </Button>
      </div>
      <Dialog open={isAsked} close={() => ask(false)} title={words.everywhereTitle} lead={words.everywhereLead}>
        <LeaveForm close={() => ask(false)} />
      </Dialog>
    </Card>
  );
}

function LeaveForm({ close }: { readonly close: () => void }) {
  const words = useWords(securityWords);
  const parts = useWords(partWords);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callAuth('sign-out', { everywhere: true }),
    onSuccess: () => location.assign(`${BASE}/sign-in`),
  });
  return (
    <Form label={words.everywhereTitle} submit={() => mutate()} error={error}>
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="danger" busy={isPending}>
          {words.everywhere}
        </Button>
      </Buttons>
    </Form>
  );
}
