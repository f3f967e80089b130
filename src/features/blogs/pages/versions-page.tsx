import type { VNode } from 'preact';
import { DateTime, PageHeader, Table, type Ui } from '../../../ui/public.js';
import { lastingPath, versionPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import type { Version } from '../posts/version.model.js';
import { BlogFrame, type BlogPlace } from './blog-frame.js';

export interface VersionsPageProps extends BlogPlace {
  ui: Ui;
  post: Post;
  versions: readonly Omit<Version, 'source'>[];
}

/** Every text of a post that readers saw. */
export function VersionsPage({ ui, blog, around, post, versions }: VersionsPageProps): VNode {
  const { t } = ui;
  const title = t('blogs.versions.title', { title: post.title });
  return (
    <BlogFrame ui={ui} blog={blog} around={around} title={title} here={title} hidden>
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
    </BlogFrame>
  );
}

function kindOf({ t }: Ui, number: number, minor: boolean): string {
  if (number === 1) return t('blogs.versions.first');
  return minor ? t('blogs.versions.minor') : t('blogs.versions.edit');
}
