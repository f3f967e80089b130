import type { VNode } from 'preact';
import {
  ActionButton,
  ButtonLink,
  type CloudTag,
  EmptyState,
  Page,
  PageHeader,
  Pager,
  type Ui,
} from '../../../ui/public.js';
import { memberBlogPath } from '../paths.js';
import type { ShownPost } from '../posts/shown.js';
import { PostEntries } from './post-entries.js';

export interface BlogsPageProps {
  ui: Ui;
  posts: readonly ShownPost[];
  /** Cursor of the page after this one. */
  next: string | null;
  first: boolean;
  cloud: readonly CloudTag[];
}

/** What is written in all blogs, newest first. */
export function BlogsPage({ ui, posts, next, first, cloud }: BlogsPageProps): VNode {
  const { t, viewer } = ui;
  return (
    <Page
      ui={ui}
      title={t('blogs.all.title')}
      canonical={first ? '/blogs' : undefined}
      crumbs={[{ label: t('ui.nav.community'), href: '/community' }, { label: t('blogs.all.title') }]}
      feeds={[{ title: t('blogs.all.title'), path: '/blogs' }]}
      cloud={{ title: t('blogs.cloud'), tags: cloud }}
    >
      <PageHeader
        title={t('blogs.all.title')}
        intro={<p>{t('blogs.all.intro')}</p>}
        actions={viewer && <OwnBlog ui={ui} handle={viewer.handle} />}
      />
      {posts.length > 0 ? <PostEntries ui={ui} posts={posts} placed /> : <NoPosts ui={ui} />}
      <Pager ui={ui} dated previous={first ? null : '/blogs'} next={next && `/blogs?after=${next}`} />
    </Page>
  );
}

const OwnBlog = ({ ui: { t, ...ui }, handle }: { ui: Ui; handle: string }): VNode => (
  <>
    <ActionButton ui={{ t, ...ui }} action={`${memberBlogPath(handle)}/drafts`}>
      {t('blogs.write.own')}
    </ActionButton>
    <ButtonLink href="/drafts" kind="quiet">
      {t('blogs.drafts.title')}
    </ButtonLink>
  </>
);

const NoPosts = ({ ui: { t, viewer } }: { ui: Ui }): VNode => (
  <EmptyState
    title={t('blogs.all.empty')}
    action={!viewer && <ButtonLink href="/sign-up">{t('blogs.all.join')}</ButtonLink>}
  >
    <p>{viewer ? t('blogs.all.emptyMember') : t('blogs.all.emptyVisitor')}</p>
  </EmptyState>
);
