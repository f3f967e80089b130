import type { VNode } from 'preact';
import { DateTime, Page, PageHeader, Table, type Ui } from '../../../ui/public.js';
import type { Blog } from '../blogs.js';
import { lastingPath, versionPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import type { Version } from '../posts/version.model.js';
import { blogCrumbs } from './blog-crumbs.js';

export interface VersionsPageProps {
  ui: Ui;
  blog: Blog;
  post: Post;
  versions: readonly Omit<Version, 'source'>[];
}

/** Every text of a post that readers saw. */
export function VersionsPage({ ui, blog, post, versions }: VersionsPageProps): VNode {
  const { t } = ui;
  const title = t('blogs.versions.title', { title: post.title });
  return (
    <Page ui={ui} title={title} hidden crumbs={blogCrumbs(ui, blog, post.title)}>
      <PageHeader
        title={title}
        intro={
          <p>
            <a href={lastingPath(post._id)}>{t('blogs.versions.toPost')}</a>
          </p>
        }
      />
      <Table
        caption={t('blogs.versions.caption')}
        head={[t('blogs.versions.number'), t('blogs.versions.when'), t('blogs.field.title'), t('blogs.versions.kind')]}
        rows={versions.map(({ number, at, title: before, minor, language }) => [
          <a key={number} href={versionPath(post._id, number)}>
            {t('blogs.versions.one', { number })}
          </a>,
          <DateTime key="at" ui={ui} date={at} />,
          <span key="title" lang={language}>
            {before}
          </span>,
          kindOf(ui, number, minor),
        ])}
      />
    </Page>
  );
}

function kindOf({ t }: Ui, number: number, minor: boolean): string {
  if (number === 1) return t('blogs.versions.first');
  return minor ? t('blogs.versions.minor') : t('blogs.versions.edit');
}
