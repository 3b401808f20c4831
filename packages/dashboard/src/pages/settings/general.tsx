import type { components } from '@sarf/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { useChange } from '../../api/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { CheckField, TextField } from '../../parts/field.tsx';
import { Form, faultAt } from '../../parts/form.tsx';
import { spanText } from '../../parts/span-text.ts';
import { Arriving } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useLanguage, useWords } from '../../words/language.ts';
import { type Settings, settingsQuery } from './settings-queries.ts';
import { settingsWords } from './words.ts';

type SettingsChange = components['schemas']['SettingsChange'];

/** The settings of the application. */
export function General() {
  const { data, error, refetch } = useQuery(settingsQuery);
  if (!data) return <Arriving error={error} retry={() => void refetch()} />;
  return <GeneralForm settings={data} />;
}

function GeneralForm({ settings }: { readonly settings: Settings }) {
  const words = useWords(settingsWords);
  const client = useQueryClient();
  const mayNotWrite = useWhyNot('settings:write');
  const [duplicateWindow, setDuplicateWindow] = useState(String(settings.duplicate_window_seconds));
  const [fourEyes, setFourEyes] = useState(settings.refunds_four_eyes);
  const [exact, setExact] = useState(settings.exact_matching);
  const { mutate, error, isPending } = useChange({
    send: (body: SettingsChange) => answer(api.PATCH('/settings/v1', { body })),
    done(saved) {
      client.setQueryData(settingsQuery.queryKey, saved);
      toast(words.saved);
    },
  });
  const submit = (): void =>
    mutate({
      duplicate_window_seconds: Number(duplicateWindow),
      refunds_four_eyes: fourEyes,
      exact_matching: exact,
    });
  const span = spanText(Number(duplicateWindow), useLanguage());
  const isFixed = mayNotWrite !== undefined;
  return (
    <div className="max-w-2xl">
      <Card title={settings.application.name}>
        <Form label={words.general} submit={submit} error={error} className="gap-5">
          <TextField
            label={words.duplicateWindow}
            hint={
              /^\d{2,9}$/.test(duplicateWindow)
                ? `${words.duplicateHint} ${words.duplicateIs(span)}`
                : words.duplicateHint
            }
            type="number"
            min={0}
            step={1}
            required
            readOnly={isFixed}
            dir="ltr"
            error={faultAt(error, 'duplicate_window_seconds')}
            value={duplicateWindow}
            onChange={(event) => setDuplicateWindow(event.target.value)}
          />
          <CheckField
            label={words.fourEyes}
            hint={words.fourEyesHint}
            disabled={isFixed}
            checked={fourEyes}
            onChange={(event) => setFourEyes(event.target.checked)}
          />
          <CheckField
            label={words.exact}
            hint={words.exactHint}
            disabled={isFixed}
            checked={exact}
            onChange={(event) => setExact(event.target.checked)}
          />
          <Buttons>
            <Button type="submit" look="primary" busy={isPending} off={mayNotWrite}>
              {words.save}
            </Button>
          </Buttons>
        </Form>
      </Card>
    </div>
  );
}
