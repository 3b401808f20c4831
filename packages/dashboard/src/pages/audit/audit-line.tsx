import { ObjectLink } from '../../frame/object-link.tsx';
import { Fact, Facts } from '../../parts/card.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Time } from '../../parts/time.tsx';
import { useWords } from '../../words/language.ts';
import type { AuditLine } from './audit-page.tsx';
import { auditWords } from './words.ts';

/** One line whole: what it was and what it became beside each other, from where, and its place in the chain. */
export function LineDialog({ line, close }: { readonly line: AuditLine; readonly close: () => void }) {
  const words = useWords(auditWords);
  const outcome = { done: words.done, asked: words.asked }[line.outcome] ?? `${words.refused}: ${line.outcome}`;
  const what: Pairs = [
    [words.who, `${line.actor_name} (${line.actor})`],
    [words.action, line.action],
    [words.outcome, outcome],
    [words.object, line.object_type],
  ];
  const whence: Pairs = [
    [words.ip, line.ip],
    [words.agent, line.user_agent],
    [words.request, line.request_id],
    [words.hash, line.hash],
    [words.previous, line.previous_hash],
  ];
  return (
    <Dialog open close={close} title={words.title(line.sequence)} lead={<Time at={line.at} precise />}>
      <div className="space-y-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Value title={words.before} value={line.before} />
          <Value title={words.after} value={line.after} />
        </div>
        <Facts>
          <Shown pairs={what} />
          {line.object_id !== null && (
            <Fact name={words.objectId}>
              <ObjectLink type={typeOf(line)} id={line.object_id}>
                <bdi className="wrap-anywhere">{line.object_id}</bdi>
              </ObjectLink>
            </Fact>
          )}
          <Shown pairs={whence} />
        </Facts>
      </div>
    </Dialog>
  );
}

type Pairs = readonly (readonly [string, string | null])[];

function Shown({ pairs }: { readonly pairs: Pairs }) {
  return pairs.map(([name, value]) =>
    value === null ? null : (
      <Fact key={name} name={name}>
        <bdi className="wrap-anywhere">{value}</bdi>
      </Fact>
    ),
  );
}

/** `payment` is what the paths of payouts call them too, so it does not tell which of the two it is. */
const typeOf = ({ object_type: type }: AuditLine): string => (type === null || type === 'payment' ? '' : type);

function Value({ title, value }: { readonly title: string; readonly value: unknown }) {
  const words = useWords(auditWords);
  return (
    <section aria-label={title} className="min-w-0 rounded-md border border-line bg-sunken p-3">
      <h3 className="mb-1 font-medium">{title}</h3>
      {value === null || value === undefined ? (
        <p className="text-soft">{words.nothing}</p>
      ) : (
        <pre dir="ltr" className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">
          {JSON.stringify(value, null, 2)}
        </pre>
      )}
    </section>
  );
}
