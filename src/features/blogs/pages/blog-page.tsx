import type { ComponentChildren, VNode } from 'preact';
import { ActionButton, ButtonLink, type CloudTag, EmptyState, PageHeader, Pager, type Ui } from '../../../ui/public.js';
import type { ShownPost } from '../posts/shown.js';
import { BlogFrame, type BlogPlace, blogTitle } from './blog-frame.js';
import { PostEntries } from './post-entries.js';

export interface BlogPageProps extends BlogPlace {
  ui: Ui;
  posts: readonly ShownPost[];
  next: string | null;
  first: boolean;
  can: { write: boolean; tend: boolean };
  cloud: readonly CloudTag[];
  subscribe: ComponentChildren;
}

/** One blog, newest first. */
export function BlogPage(props: BlogPageProps): VNode {
  const { ui, blog, around, posts, next, first, cloud, subscribe } = props;
  const title = blogTitle(ui, blog);
  return (
    <BlogFrame
      ui={ui}
      blog={blog}
      around={around}
      title={around ? ui.t('blogs.blog') : title}
      canonical={first ? blog.path : undefined}
      cloud={{ title: ui.t('blogs.cloud'), tags: cloud }}
      subscribe={subscribe}
    >
      <PageHeader title={around ? ui.t('blogs.blog') : title} actions={<BlogActions {...props} />} />
      {posts.length > 0 ? <PostEntries ui={ui} posts={posts} /> : <NoPosts {...props} />}
      <Pager ui={ui} dated previous={first ? null : blog.path} next={next && `${blog.path}?after=${next}`} />
    </BlogFrame>
  );
}

function BlogActions({ ui, blog, can }: BlogPageProps): VNode | null {
  const { t } = ui;
  if (!can.write && !can.tend) return null;
  return (
    <>
      {can.write && (
        <ActionButton ui={ui} action={`${blog.path}/drafts`}>
          {t('blogs.write')}
        </ActionButton>
      )}
      {can.write && (
        <ButtonLink href="/drafts" kind="quiet">
          {t('blogs.drafts.title')}
        </ButtonLink>
      )}
      {can.tend && (
        <ButtonLink href={`${blog.path}/deleted`} kind="plain">
          {t('blogs.deleted.title')}
        </ButtonLink>
      )}
    </>
  );
}

function NoPosts({ ui: { t, viewer }, blog, can }: BlogPageProps): VNode {
  const joinable = blog.workspace && !can.write;
  return (
    <EmptyState
      title={t('blogs.empty')}
      action={
        joinable && (
          <ButtonLink href={blog.path.replace(/\/blog$/, '')} kind="quiet">
            {t('blogs.empty.workspace', { name: blog.name })}
          </ButtonLink>
        )
      }
    >
      <p>{can.write ? t('blogs.empty.write') : viewer ? t('blogs.empty.follow') : t('blogs.empty.visitor')}</p>
    </EmptyState>
  );
}
