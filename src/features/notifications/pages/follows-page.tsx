import type { VNode } from 'preact';
import { Entry, EntryList } from '../../../ui/content/entry.js';
import { EmptyState } from '../../../ui/content/notice.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';
import type { DescribedFollow } from '../follows.js';
import { FollowBox } from './follow-box.js';

/** Everything the reader follows, each with how, and a way out. */
export function FollowsPage({ ui, follows }: { ui: Ui; follows: DescribedFollow[] }): VNode {
  const { t } = ui;
  const title = t('notifications.follows.title');
  return (
    <Page
      ui={ui}
      title={title}
      hidden
      crumbs={[{ label: t('notifications.title'), href: '/notifications' }, { label: title }]}
    >
      <PageHeader title={title} intro={<p>{t('notifications.follows.intro')}</p>} />
      {follows.length === 0 && <EmptyState title={title}>{t('notifications.follows.empty')}</EmptyState>}
      <EntryList>
        {follows.map((follow) => (
          <Entry
            key={`${follow.kind}:${follow.target}`}
            title={follow.title}
            href={follow.path}
            meta={t(`notifications.kind.${follow.kind}`)}
          >
            <FollowBox ui={ui} what={follow} way={follow.way} title={follow.title} listed />
          </Entry>
        ))}
      </EntryList>
    </Page>
  );
}
