import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callAuth } from '../../api/auth.ts';
import { queryClient } from '../../api/query-client.ts';
import { ownRefusal, Refused } from '../../api/refused.ts';
import { Button } from '../../parts/button.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Buttons, Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { partWords } from '../../parts/words.ts';
import { sessionQuery } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { qrOf } from './qr.ts';
import { type SetUp, setUpIn } from './set-up-answers.ts';
import { securityWords } from './words.ts';

interface SetUpCodesProps {
  readonly close: () => void;
  /** Set up; these are the backup codes. */
  readonly done: (backupCodes: readonly string[]) => void;
}

/** Sets up codes of an app: the password, then the secret, then a first code. */
export function SetUpCodes({ close, done }: SetUpCodesProps) {
  const words = useWords(securityWords);
  const [setUp, setSetUp] = useState<SetUp>();
  const finish = (codes: readonly string[]): void => {
    close();
    done(codes);
  };
  return (
    <Dialog
      open
      close={close}
      title={setUp ? words.scanTitle : words.setUp}
      lead={setUp ? words.scanLead : words.setUpLead}
    >
      {setUp ? <ConfirmForm setUp={setUp} close={close} done={finish} /> : <BeginForm begun={setSetUp} close={close} />}
    </Dialog>
  );
}

function BeginForm({ begun, close }: { readonly begun: (setUp: SetUp) => void; readonly close: () => void }) {
  const words = useWords(securityWords);
  const parts = useWords(partWords);
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = useMutation({
    async mutationFn() {
      const setUp = setUpIn(await callAuth('totp', { password }));
      if (!setUp) throw new Refused(ownRefusal('BAD_ANSWER', 'The server gave no secret for the app.', 'no'));
      return setUp;
    },
    onSuccess: begun,
  });
  return (
    <Form label={words.setUp} submit={() => mutate()} error={error}>
      <TextField
        label={words.password}
        type="password"
        required
        autoComplete="current-password"
        dir="ltr"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.goOn}
        </Button>
      </Buttons>
    </Form>
  );
}

function ConfirmForm({ setUp, close, done }: SetUpCodesProps & { readonly setUp: SetUp }) {
  const words = useWords(securityWords);
  const parts = useWords(partWords);
  const [code, setCode] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callAuth('totp/confirm', { code: code.replaceAll(/\s/g, '') }),
    async onSuccess() {
      await queryClient.invalidateQueries(sessionQuery);
      toast(words.codesSet);
      done(setUp.backupCodes);
    },
  });
  return (
    <Form label={words.setUp} submit={() => mutate()} error={error}>
      <QrCode text={setUp.uri} />
      <CopyField label={words.secret} value={setUp.secret} />
      <TextField
        label={words.code}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Buttons>
        <Button onClick={close}>{parts.cancel}</Button>
        <Button type="submit" look="primary" busy={isPending}>
          {words.confirm}
        </Button>
      </Buttons>
    </Form>
  );
}

const MARGIN = 4;

/** Dark on light in every theme: some readers take nothing else. */
function QrCode({ text }: { readonly text: string }) {
  const words = useWords(securityWords);
  const rows = qrOf(text);
  if (!rows) return null;
  const size = rows.length + 2 * MARGIN;
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : '')));
  return (
    <div className="mx-auto w-fit rounded-md bg-surface scheme-light">
      <svg
        role="img"
        aria-label={words.qr}
        viewBox={`0 0 ${size} ${size}`}
        className="size-52"
        shapeRendering="crispEdges"
      >
        <path d={`M0 0h${size}v${size}h-${size}z`} className="fill-surface" />
        <path d={path.join('')} className="fill-ink" />
      </svg>
    </div>
  );
}
