import { useNavigate } from '@tanstack/react-router';
import { frameWords } from '../../frame/words.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { NoPermission } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import { AccountSettings } from './account-settings.tsx';
import { Clients } from './clients.tsx';
import { General } from './general.tsx';
import { settingsRoute } from './routes.ts';
import { settingsWords } from './words.ts';

/** How the application works, its accounts, and the programs that use it. */
export function SettingsPage() {
  const frame = useWords(frameWords);
  const words = useWords(settingsWords);
  const navigate = useNavigate();
  const { tab = 'general' } = settingsRoute.useSearch();
  const mayNotRead = useWhyNot('settings:read');
  if (mayNotRead !== undefined) return <NoPermission why={mayNotRead} />;
  const tabs = [
    { id: 'general', title: words.general, content: <General /> },
    { id: 'accounts', title: words.accounts, content: <AccountSettings /> },
    { id: 'clients', title: words.clients, content: <Clients /> },
  ] as const;
  const change = (id: string): void =>
    void navigate({ to: '/settings', search: { tab: tabs.find((one) => one.id === id)?.id }, replace: true });
  return (
    <>
      <PageHeader title={frame.settings} />
      <Tabs label={words.tabs} tabs={tabs} open={tab} change={change} />
    </>
  );
}
