import { type ReactNode, useEffect } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** Behind the title: a status, or an amount. */
  readonly beside?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** What a page is, what it says about itself, and what can be done there. Also names the tab of the browser. */
export function PageHeader({ title, beside, lead, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Sarf`;
  }, [title]);
  return (
    <header className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 space-y-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold">{title}</h1>
          {beside}
        </div>
        {lead !== undefined && <div className="max-w-prose text-soft">{lead}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
