import type { StatementUpload } from '@sarf/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Upload as UploadIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { SelectField } from '../../parts/field.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Form } from '../../parts/form.tsx';
import { partWords } from '../../parts/words.ts';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { accountsQuery } from '../payouts/payout-queries.ts';
import { mediaTypeOf } from './media-type.ts';
import { columnMapsQuery, renewReconciliation } from './reconciliation-queries.ts';
import { type StatementToSend, uploadFile } from './upload-file.ts';
import { UploadResult } from './upload-result.tsx';
import { reconciliationWords } from './words.ts';

/** The button that uploads a statement, its question, and what came of it. */
export function Upload() {
  const words = useWords(reconciliationWords);
  const [isOpen, open] = useState(false);
  const [result, setResult] = useState<StatementUpload>();
  const close = (): void => {
    open(false);
    setResult(undefined);
  };
  return (
    <>
      <Button
        look="primary"
        icon={<UploadIcon aria-hidden className="size-4" />}
        off={useWhyNot('reconciliation:write')}
        onClick={() => open(true)}
      >
        {words.upload}
      </Button>
      <Dialog open={isOpen} close={close} title={words.upload} {...(!result && { lead: words.uploadLead })}>
        {result ? <UploadResult result={result} close={close} /> : <UploadForm done={setResult} close={close} />}
      </Dialog>
    </>
  );
}

interface UploadFormProps {
  readonly done: (result: StatementUpload) => void;
  readonly close: () => void;
}

function UploadForm({ done, close }: UploadFormProps) {
  const words = useWords(reconciliationWords);
  const parts = useWords(partWords);
  const [file, setFile] = useState<File>();
  const [table, setTable] = useState({ columnMap: '', accountId: '' });
  const { send, share, stop, stopped, error } = useUpload(done);
  const isSending = share !== undefined;
  const submit = (): void => {
    if (file && !isSending) send({ file, ...table });
  };
  return (
    <Form label={words.upload} submit={submit} error={error}>
      <FileField
        label={words.file}
        hint={words.fileHint}
        accept=".xml,.csv,.txt,.tsv,application/xml,text/xml,text/csv"
        file={file}
        choose={setFile}
        isOff={isSending}
      />
      {file && mediaTypeOf(file.name) === 'text/csv' && <TableFields table={table} set={setTable} />}
      {isSending && <Sending share={share} />}
      {stopped !== undefined && (
        <p role="status" className="text-soft">
          {stopped === 'sending' ? words.sendingStopped : words.readingStopped}
        </p>
      )}
      <Buttons>
        <Button onClick={isSending ? stop : close}>{isSending ? words.stopSending : parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isSending} off={file ? undefined : words.chooseFile}>
          {words.send}
        </Button>
      </Buttons>
    </Form>
  );
}

/** Sends a file, tells how far it is, and can be stopped. It stops by itself when the question is closed. */
function useUpload(done: (result: StatementUpload) => void) {
  const client = useQueryClient();
  const [share, setShare] = useState<number>();
  const [stopped, setStopped] = useState<'sending' | 'reading'>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const { mutate, error, reset } = useChange({
    send(statement: StatementToSend) {
      running.current = new AbortController();
      setStopped(undefined);
      setShare(0);
      return uploadFile(statement, setShare, running.current.signal).finally(() => setShare(undefined));
    },
    done(result) {
      renewReconciliation(client);
      done(result);
    },
  });
  const stop = (): void => {
    setStopped(share === 1 ? 'reading' : 'sending');
    running.current?.abort();
    reset();
  };
  return { send: mutate, share, stop, stopped, error };
}

interface Table {
  readonly columnMap: string;
  readonly accountId: string;
}

/** How a table is read: nothing in it says what its columns are. */
function TableFields({ table, set }: { readonly table: Table; readonly set: (table: Table) => void }) {
  const words = useWords(reconciliationWords);
  const { data: maps } = useQuery(columnMapsQuery);
  const { data: accounts } = useQuery(accountsQuery);
  return (
    <>
      <SelectField
        label={words.columnMap}
        hint={words.columnMapHint}
        value={table.columnMap}
        onChange={(event) => set({ ...table, columnMap: event.target.value })}
      >
        <option value="" />
        {maps?.content.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <SelectField
        label={words.account}
        hint={words.accountHint}
        value={table.accountId}
        onChange={(event) => set({ ...table, accountId: event.target.value })}
      >
        <option value="" />
        {accounts?.content.map(({ id, name, currency }) => (
          <option key={id} value={id}>{`${name} · ${currency}`}</option>
        ))}
      </SelectField>
    </>
  );
}

function Sending({ share }: { readonly share: number }) {
  const words = useWords(reconciliationWords);
  const percent = Math.floor(share * 100);
  const text = share < 1 ? words.sending(percent) : words.reading;
  return (
    <div className="space-y-1">
      <progress
        aria-label={words.progress}
        max={100}
        {...(share < 1 && { value: percent })}
        className="block w-full accent-accent"
      />
      <p role="status" className="figure text-soft">
        {text}
      </p>
    </div>
  );
}
