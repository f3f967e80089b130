import type { VNode } from 'preact';
import { DateTime, Entry, EntryList, PageHeader, type Ui } from '../../../ui/public.js';
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
      <EntryList>
        {versions.map(({ number, at, title: before, minor, language }) => (
          <Entry
            key={number}
            title={t('blogs.versions.one', { number })}
            href={versionPath(post._id, number)}
            meta={
              <>
                <DateTime ui={ui} date={at} /> · {kindOf(ui, number, minor)}
              </>
            }
          >
            {before !== post.title && <p lang={language}>{before}</p>}
          </Entry>
        ))}
      </EntryList>
    </BlogFrame>
  );
}

function kindOf({ t }: Ui, number: number, minor: boolean): string {
  if (number === 1) return t('blogs.versions.first');
  return minor ? t('blogs.versions.minor') : t('blogs.versions.edit');
}
