import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { ComboboxField } from '../../parts/combobox-field.tsx';
import { CheckField } from '../../parts/field.tsx';
import { useWords } from '../../words/language.ts';
import { choiceOf, findDestinations, foundKey } from '../payouts/find-destinations.tsx';
import { destinationQuery } from '../payouts/payout-queries.ts';
import { clientWords } from './client-words.ts';

interface LimitDestinationsProps {
  /** Null: any. */
  readonly chosen: readonly string[] | null;
  readonly change: (chosen: readonly string[] | null) => void;
}

// Each name is a request of its own, and a client may have a thousand of them.
const NAMED_MAX = 50;

/** Whom a client may pay: anybody, or those who are listed. */
export function LimitDestinations({ chosen, change }: LimitDestinationsProps) {
  const words = useWords(clientWords);
  return (
    <fieldset className="space-y-3 rounded-md border border-line p-3">
      <legend className="px-1 font-medium">{words.destinations}</legend>
      <CheckField
        label={words.anyDestination}
        checked={chosen === null}
        onChange={(event) => change(event.target.checked ? null : [])}
      />
      {chosen !== null && (
        <>
          {chosen.length === 0 && <p className="text-soft">{words.noDestinations}</p>}
          <ul aria-label={words.destinations} className="max-h-60 divide-y divide-line overflow-y-auto">
            {chosen.map((id, at) => (
              <Allowed
                key={id}
                id={id}
                isNamed={at < NAMED_MAX}
                remove={() => change(chosen.filter((one) => one !== id))}
              />
            ))}
          </ul>
          <ComboboxField
            label={words.addDestination}
            hint={words.addDestinationHint}
            queryKey={foundKey}
            find={findDestinations}
            chosen={undefined}
            choose={(found) => {
              if (found && !chosen.includes(found.id)) change([found.id, ...chosen]);
            }}
          />
        </>
      )}
    </fieldset>
  );
}

interface AllowedProps {
  readonly id: string;
  readonly isNamed: boolean;
  readonly remove: () => void;
}

function Allowed({ id, isNamed, remove }: AllowedProps) {
  const words = useWords(clientWords);
  const { data } = useQuery({ ...destinationQuery(id), enabled: isNamed });
  const { text, detail } = data ? choiceOf(data) : { text: id, detail: null };
  return (
    <li className="flex items-center justify-between gap-2 py-1">
      <span className="flex min-w-0 flex-wrap gap-x-3">
        <bdi className="wrap-anywhere">{text}</bdi>
        <span className="text-soft">{detail}</span>
      </span>
      <Button look="quiet" aria-label={words.removeDestination(text)} onClick={remove}>
        <X aria-hidden className="size-4" />
      </Button>
    </li>
  );
}
