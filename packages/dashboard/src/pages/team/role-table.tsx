import { roleNames, roles } from '@sarf/contract/roles';
import { isScope, type Scope, scopes } from '@sarf/contract/scopes';
import { Check, Minus } from 'lucide-react';
import { Card, Fact, Facts } from '../../parts/card.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { roleSentences } from '../../session/role-words.ts';
import { scopeWords } from '../../session/scope-words.ts';
import { roleWords } from '../../session/words.ts';
import { useWords } from '../../words/language.ts';
import { teamWords } from './words.ts';

/** What each role may do: a sentence, and the very table by which the server decides. */
export function RoleTable() {
  const words = useWords(teamWords);
  const names = useWords(roleWords);
  const sentences = useWords(roleSentences);
  return (
    <Card title={words.rolesTitle}>
      <Facts>
        {roleNames.map((role) => (
          <Fact key={role} name={names[role]}>
            {sentences[role]}
          </Fact>
        ))}
      </Facts>
      <details className="mt-4">
        <summary className="w-fit rounded py-1 text-soft hover:text-ink">{words.everything}</summary>
        <div className="pt-4">
          <ScopeTable />
        </div>
      </details>
    </Card>
  );
}

function ScopeTable() {
  const words = useWords(teamWords);
  const names = useWords(roleWords);
  const meanings = useWords(scopeWords);
  return (
    <PlainTable
      label={words.rolesTitle}
      rows={Object.keys(scopes).filter(isScope)}
      idOf={(scope) => scope}
      columns={[
        { id: 'scope', header: words.may, cell: (scope) => meanings[scope] },
        ...roleNames.map((role) => ({
          id: role,
          header: names[role],
          cell: (scope: Scope) => <Has has={new Set<Scope>(roles[role].scopes).has(scope)} />,
        })),
      ]}
    />
  );
}

function Has({ has }: { readonly has: boolean }) {
  const words = useWords(teamWords);
  const Icon = has ? Check : Minus;
  return (
    <>
      <Icon aria-hidden className={`size-4 ${has ? 'text-good' : 'text-soft'}`} />
      <span className="sr-only">{has ? words.yes : words.no}</span>
    </>
  );
}
