import type { ComponentChildren, VNode } from 'preact';
import type { CloudTag, FeedSource, Ui } from '../ui.js';
import { Breadcrumb, type Crumb } from './breadcrumb.js';
import { FlashMessages } from './flash.js';
import { Footer } from './footer.js';
import { Head } from './head.js';
import { Header } from './header.js';
import { SideColumn } from './side-column.js';

export interface PageProps {
  ui: Ui;
  title: string;
  description?: string;
  /** The address search engines should keep, when it is not this one. */
  canonical?: string;
  /** Keeps the page out of search engines. */
  hidden?: boolean;
  /** The page is itself a way in: no call to join beside it. */
  wayIn?: boolean;
  /** The form on this page was refused: the title says so first. */
  invalid?: boolean;
  crumbs?: readonly Crumb[];
  feeds?: readonly FeedSource[];
  cloud?: { title: string; tags: readonly CloudTag[] };
  /** Boxes of this page, above those of the frame. */
  side?: ComponentChildren;
  /** Instead of the site's search box. */
  search?: ComponentChildren;
  /** A form to follow this page by e-mail, in the Subscribe box. */
  subscribe?: ComponentChildren;
  /** Client scripts besides the one of every page. */
  scripts?: readonly string[];
  children: ComponentChildren;
}

/** The whole document. The heading of the page is the page's own: begin the children with `PageHeader` or an article. */
export function Page(props: PageProps): VNode {
  const { ui, crumbs = [], children } = props;
  const { t, locale } = ui;
  return (
    <html lang={locale} dir="ltr" data-zone={ui.viewer?.timeZone ?? undefined}>
      <Head {...props} />
      <body data-reader={ui.viewer?.handle}>
        <a class="skip" href="#main">
          {t('ui.skip')}
        </a>
        <Header ui={ui} />
        <p class="line-lost" id="line-lost" role="status" data-lost={t('ui.line.lost')} />
        <div class="frame">
          <div class="frame-main">
            <Breadcrumb ui={ui} crumbs={crumbs} />
            <FlashMessages ui={ui} />
            <main id="main" tabIndex={-1}>
              {children}
            </main>
          </div>
          <SideColumn {...props} />
        </div>
        <Footer ui={ui} />
      </body>
    </html>
  );
}
