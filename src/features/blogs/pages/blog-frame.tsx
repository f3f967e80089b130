import type { VNode } from 'preact';
import { Page, type PageProps, type Ui } from '../../../ui/public.js';
import { type WorkspaceAround, WorkspacePage } from '../../workspaces/public.js';
import type { Blog } from '../blogs.js';

/** Where a page of a blog stands. */
export interface BlogPlace {
  blog: Blog;
  /** Of the workspace; null in a member's own blog. */
  around: WorkspaceAround | null;
}

export interface BlogFrameProps
  extends BlogPlace,
    Pick<
      PageProps,
      'children' | 'canonical' | 'description' | 'hidden' | 'invalid' | 'subscribe' | 'scripts' | 'cloud'
    > {
  ui: Ui;
  title: string;
  /** The blog's own first page has no further crumb. */
  here?: string;
}

/** What the blog is called on its page and in feed readers. */
export const blogTitle = ({ t }: Pick<Ui, 't'>, blog: Blog): string => t('blogs.blogOf', { name: blog.name });

/** Every page of a blog: in a workspace with its name and tabs, else in the frame of the site. */
export function BlogFrame({ ui, blog, around, title, here, children, ...page }: BlogFrameProps): VNode {
  const { t } = ui;
  const closed = blog.workspace !== null && blog.workspace.visibility !== 'public';
  const feeds = [{ title: blogTitle(ui, blog), path: blog.path, closed }];
  const crumbs =
    here === undefined ? [{ label: t('blogs.blog') }] : [{ label: t('blogs.blog'), href: blog.path }, { label: here }];
  if (around)
    return (
      <WorkspacePage {...page} ui={ui} around={around} title={title} feeds={feeds} crumbs={crumbs}>
        {children}
      </WorkspacePage>
    );
  const home = blog.path.replace(/\/blog$/, '');
  return (
    <Page
      {...page}
      ui={ui}
      title={title}
      feeds={feeds}
      crumbs={[
        { label: t('ui.nav.community'), href: '/community' },
        { label: t('ui.nav.people'), href: '/people' },
        { label: blog.name, href: home },
        ...crumbs,
      ]}
    >
      {children}
    </Page>
  );
}
