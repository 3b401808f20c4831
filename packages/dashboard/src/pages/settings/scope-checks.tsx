import { isScope, type Scope, scopes } from '@sarf/contract/scopes';
import { CheckField } from '../../parts/field.tsx';
import { scopeWords } from '../../session/scope-words.ts';
import { useSession } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { clientWords } from './client-words.ts';

interface ScopeChecksProps {
  readonly chosen: ReadonlySet<Scope>;
  readonly change: (chosen: ReadonlySet<Scope>) => void;
}

/** What a client may do, to be chosen one by one. Nobody gives away what they may not do themselves. */
export function ScopeChecks({ chosen, change }: ScopeChecksProps) {
  const words = useWords(clientWords);
  const meanings = useWords(scopeWords);
  const own = useSession().scopes;
  const toggle = (scope: Scope): void =>
    change(chosen.has(scope) ? new Set([...chosen].filter((one) => one !== scope)) : new Set([...chosen, scope]));
  return (
    <fieldset className="rounded-md border border-line p-3">
      <legend className="px-1 font-medium">{words.scopes}</legend>
      <div className="max-h-56 space-y-2 overflow-y-auto">
        {Object.keys(scopes)
          .filter(isScope)
          .map((scope) => (
            <CheckField
              key={scope}
              label={meanings[scope]}
              {...(!own.includes(scope) && { disabled: true, hint: words.notYours })}
              checked={chosen.has(scope)}
              onChange={() => toggle(scope)}
            />
          ))}
      </div>
    </fieldset>
  );
}
