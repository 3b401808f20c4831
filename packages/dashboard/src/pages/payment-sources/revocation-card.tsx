import type { Revocation } from '@sarf/sdk';
import { useQuery } from '@tanstack/react-query';
import { Check, Clock, Copy, Download } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { Failed, Loading } from '../../parts/states.tsx';
import { Time } from '../../parts/time.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { useWords } from '../../words/language.ts';
import { isReason } from './reasons.ts';
import { revocationQuery } from './source-queries.ts';
import { reasonWords, sourceWords } from './words.ts';

/** How far a revocation is, and the receipt that proves it to others. */
export function RevocationCard({ id }: { readonly id: string }) {
  const words = useWords(sourceWords);
  const { data, error, refetch } = useQuery(revocationQuery(id));
  return (
    <Card title={words.revocation}>
      {data ? (
        <div className="space-y-4">
          <Steps revocation={data} />
          <Grounds revocation={data} />
          <Receipt revocation={data} />
        </div>
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </Card>
  );
}

function Steps({ revocation }: { readonly revocation: Revocation }) {
  const words = useWords(sourceWords);
  const steps = [
    { text: words.blocked, at: revocation.blocked_at },
    { text: words.told, at: revocation.told_at },
    { text: words.confirmed, at: revocation.confirmed_at },
  ];
  return (
    <ol aria-label={words.revocation} className="grid gap-3 sm:grid-cols-3">
      {steps.map(({ text, at }) => (
        <li key={text} className="flex gap-2">
          {at === null ? (
            <Clock aria-hidden className="mt-0.5 size-4 shrink-0 text-wait" />
          ) : (
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          )}
          <div>
            <p className="font-medium">{text}</p>
            <p className="text-xs text-soft">{at === null ? words.notYet : <Time at={at} precise />}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Grounds({ revocation: { reason, additional_context: note } }: { readonly revocation: Revocation }) {
  const words = useWords(sourceWords);
  const names = useWords(reasonWords);
  return (
    <Facts>
      <Fact name={words.why}>{isReason(reason) ? names[reason] : <bdi dir="ltr">{reason}</bdi>}</Fact>
      {note !== null && (
        <Fact name={words.note}>
          <bdi>{note}</bdi>
        </Fact>
      )}
    </Facts>
  );
}

function Receipt({ revocation: { consent_id: id, receipt } }: { readonly revocation: Revocation }) {
  const words = useWords(sourceWords);
  const parts = useWords(partWords);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(receipt);
    toast(parts.copied);
  };
  return (
    <section aria-label={words.receipt} className="space-y-2 border-t border-line pt-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">{words.receipt}</h3>
        <div className="flex flex-wrap gap-2">
          <Button icon={<Copy aria-hidden className="size-4" />} onClick={() => void copy()}>
            {parts.copy}
          </Button>
          <Button
            icon={<Download aria-hidden className="size-4" />}
            onClick={() => saveFile(`revocation-${id}.jws`, [receipt], 'application/jose')}
          >
            {words.download}
          </Button>
        </div>
      </div>
      <p className="text-xs text-soft">{words.receiptHint}</p>
      <bdi dir="ltr" className="block rounded bg-sunken p-2 font-mono text-xs break-all">
        {receipt}
      </bdi>
    </section>
  );
}
