import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import { faultAt } from '../../parts/form.tsx';
import { useWords } from '../../words/language.ts';
import type { EndpointForm } from './endpoint-form.ts';
import { endpointTypes } from './event-types.ts';
import { webhookWords } from './words.ts';

interface EndpointFieldsProps {
  readonly form: EndpointForm;
  readonly set: (more: Partial<EndpointForm>) => void;
  readonly error: unknown;
}

/** What an endpoint is asked for, when it is made and when it is changed. */
export function EndpointFields({ form, set, error }: EndpointFieldsProps) {
  const words = useWords(webhookWords);
  return (
    <>
      <TextField
        label={words.url}
        hint={words.urlHint}
        required
        type="url"
        dir="ltr"
        maxLength={2048}
        error={faultAt(error, 'url')}
        value={form.url}
        onChange={(event) => set({ url: event.target.value })}
      />
      <TextField
        label={words.note}
        maxLength={255}
        dir="auto"
        error={faultAt(error, 'description')}
        value={form.description}
        onChange={(event) => set({ description: event.target.value })}
      />
      <SelectField
        label={words.dialect}
        value={form.dialect}
        onChange={(event) => set({ dialect: event.target.value === 'lean' ? 'lean' : 'sarf' })}
      >
        <option value="sarf">Standard Webhooks</option>
        <option value="lean">Lean</option>
      </SelectField>
      <CheckField
        label={words.ordered}
        hint={words.orderedHint}
        checked={form.ordered}
        onChange={(event) => set({ ordered: event.target.checked })}
      />
      <CheckField
        label={words.allTypes}
        checked={form.allTypes}
        onChange={(event) => set({ allTypes: event.target.checked })}
      />
      {!form.allTypes && <Types form={form} set={set} />}
    </>
  );
}

function Types({ form, set }: Omit<EndpointFieldsProps, 'error'>) {
  const words = useWords(webhookWords);
  const toggle = (type: string, isOn: boolean): void =>
    set({ types: isOn ? [...form.types, type] : form.types.filter((one) => one !== type) });
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{words.whichTypes}</legend>
      <div dir="ltr" className="grid gap-x-4 gap-y-1 font-mono text-xs sm:grid-cols-2">
        {endpointTypes.map((type) => (
          <CheckField
            key={type}
            label={type}
            checked={form.types.includes(type)}
            onChange={(event) => toggle(type, event.target.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}
