import type { VNode } from 'preact';
import { DateTime } from '../../../ui/content/date-time.js';
import { Prose } from '../../../ui/content/prose.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';
import type { Announcement } from '../announcement.model.js';
import { newsFeed } from './news-page.js';

export function AnnouncementPage({ ui, announcement }: { ui: Ui; announcement: Announcement }): VNode {
  const { title, language, html, at } = announcement;
  return (
    <Page
      ui={ui}
      title={title}
      feeds={[newsFeed(ui)]}
      crumbs={[{ label: ui.t('announcements.title'), href: '/news' }, { label: title }]}
    >
      <article>
        <PageHeader title={title} lang={language} intro={<DateTime ui={ui} date={at} as="day" />} />
        <Prose html={html} lang={language} />
      </article>
    </Page>
  );
}
