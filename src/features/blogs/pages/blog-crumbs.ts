import type { Crumb, Ui } from '../../../ui/public.js';
import type { Blog } from '../blogs.js';

/** The way down to a page of this blog. */
export function blogCrumbs(ui: Ui, blog: Blog, here?: string): Crumb[] {
  const { t } = ui;
  const home = blog.path.replace(/\/blog$/, '');
  const above: Crumb[] = blog.workspace
    ? [{ label: t('ui.nav.workspaces'), href: '/workspaces' }]
    : [{ label: t('ui.nav.people'), href: '/people' }];
  return [
    ...above,
    { label: blog.name, href: home },
    here === undefined ? { label: t('blogs.blog') } : { label: t('blogs.blog'), href: blog.path },
    ...(here === undefined ? [] : [{ label: here }]),
  ];
}

/** What the blog is called on its page and in feed readers. */
export const blogTitle = ({ t }: Pick<Ui, 't'>, blog: Blog): string => t('blogs.blogOf', { name: blog.name });
