import type { VNode } from 'preact';
import type { Listing } from '../../../platform/api/api.js';
import { DateTime } from '../../../ui/content/date-time.js';
import { Entry, EntryList } from '../../../ui/content/entry.js';
import { EmptyState } from '../../../ui/content/notice.js';
import { Pager } from '../../../ui/content/pager.js';
import { ActionButton } from '../../../ui/forms/button.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';
import type { ListedNotification } from '../notifications.js';

/** What happened that concerns the reader, newest first. */
export function NotificationsPage({ ui, listing }: { ui: Ui; listing: Listing<ListedNotification> }): VNode {
  const { t } = ui;
  const title = t('notifications.title');
  return (
    <Page ui={ui} title={title} hidden crumbs={[{ label: title }]}>
      <PageHeader
        title={title}
        intro={<a href="/settings/follows">{t('notifications.follows.link')}</a>}
        actions={listing.items.some(({ read }) => !read) ? <ReadAll ui={ui} /> : null}
      />
      {listing.items.length === 0 ? (
        <EmptyState title={t('notifications.empty.title')}>{t('notifications.empty.text')}</EmptyState>
      ) : null}
      <EntryList>
        {listing.items.map((item) => (
          <Entry
            key={item.id}
            title={item.line}
            href={item.path}
            unread={!item.read}
            meta={<DateTime ui={ui} date={item.at} as="relative" />}
          >
            {item.excerpt && <p>{item.excerpt}</p>}
          </Entry>
        ))}
      </EntryList>
      <Pager ui={ui} next={listing.next ? `/notifications?after=${listing.next}` : undefined} dated />
    </Page>
  );
}

const ReadAll = ({ ui }: { ui: Ui }): VNode => (
  <ActionButton ui={ui} action="/notifications/reading" kind="quiet">
    {ui.t('notifications.readAll')}
  </ActionButton>
);
