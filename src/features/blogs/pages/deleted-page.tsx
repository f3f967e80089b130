import type { VNode } from 'preact';
import { ActionButton, DateTime, EmptyState, Entry, EntryList, Page, PageHeader, type Ui } from '../../../ui/public.js';
import { lastingPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import { UNDO_DAYS } from '../posts/removal.js';

/** Deleted posts that can still be taken back: one's own, or those of a blog that one looks after. */
export function DeletedPage({ ui, posts }: { ui: Ui; posts: readonly Post[] }): VNode {
  const { t } = ui;
  return (
    <Page
      ui={ui}
      title={t('blogs.deleted.title')}
      hidden
      crumbs={[
        { label: t('ui.nav.community'), href: '/community' },
        { label: t('blogs.all.title'), href: '/blogs' },
        { label: t('blogs.deleted.title') },
      ]}
    >
      <PageHeader title={t('blogs.deleted.title')} intro={<p>{t('blogs.deleted.intro', { days: UNDO_DAYS })}</p>} />
      {posts.length > 0 ? (
        <EntryList>
          {posts.map((post) => (
            <DeletedEntry key={post._id.toHexString()} ui={ui} post={post} />
          ))}
        </EntryList>
      ) : (
        <EmptyState title={t('blogs.deleted.empty')} />
      )}
    </Page>
  );
}

function DeletedEntry({ ui, post }: { ui: Ui; post: Post }): VNode {
  const { t } = ui;
  const title = (post.work ?? post).title || t('blogs.untitled');
  const path = lastingPath(post._id);
  return (
    <Entry
      title={title}
      href={path}
      lang={post.language}
      meta={
        post.deleted && (
          <>
            {t('blogs.deleted.when')} <DateTime ui={ui} date={post.deleted.at} />
          </>
        )
      }
      foot={
        <ActionButton ui={ui} action={`${path}/restoration`} kind="quiet" label={t('blogs.restoreOne', { title })}>
          {t('blogs.restore')}
        </ActionButton>
      }
    >
      <p>{post.excerpt}</p>
    </Entry>
  );
}
