import type { VNode } from 'preact';
import { DateTime } from '../../../ui/content/date-time.js';
import { Entry, EntryList } from '../../../ui/content/entry.js';
import { EmptyState } from '../../../ui/content/notice.js';
import { Pager } from '../../../ui/content/pager.js';
import { Prose } from '../../../ui/content/prose.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';
import type { Announcement } from '../announcement.model.js';
import { announcementPath } from '../paths.js';

export const newsFeed = (ui: Ui) => ({
  title: ui.t('announcements.feedTitle', { community: ui.frame.community.name }),
  path: '/news',
});

interface Props {
  ui: Ui;
  announcements: readonly Announcement[];
  next: string | null;
}

export function NewsPage({ ui, announcements, next }: Props): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={t('announcements.title')}
      feeds={[newsFeed(ui)]}
      canonical="/news"
      crumbs={[{ label: t('announcements.title') }]}
    >
      <PageHeader title={t('announcements.title')} />
      {announcements.length === 0 && <EmptyState title={t('announcements.none')} />}
      <EntryList>
        {announcements.map((announcement) => (
          <Entry
            key={announcement._id.toHexString()}
            title={announcement.title}
            href={announcementPath(announcement)}
            lang={announcement.language}
            meta={<DateTime ui={ui} date={announcement.at} as="day" />}
          >
            <Prose html={announcement.html} lang={announcement.language} small />
          </Entry>
        ))}
      </EntryList>
      <Pager ui={ui} next={next && `/news?after=${next}`} dated />
    </Page>
  );
}
