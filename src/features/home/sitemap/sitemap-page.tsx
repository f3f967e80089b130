import type { VNode } from 'preact';
import { type Link, Page, PageHeader, type Ui } from '../../../ui/public.js';
import { GUIDES } from '../help/guides.js';

/** Every part of the site on one page, as the frame knows them. */
export function SitemapPage({ ui }: { ui: Ui }): VNode {
  const { t, frame } = ui;
  const title = t('home.sitemap.title');
  const guides = GUIDES.map((guide) => ({ label: t(`help.${guide}.title`), href: `/help/${guide}` }));
  return (
    <Page ui={ui} title={title} canonical="/sitemap" crumbs={[{ label: title }]}>
      <PageHeader title={title} />
      {frame.nav.map((area) => (
        <Part key={area.href} link={area} links={area.children ?? []} />
      ))}
      <Part link={{ label: t('help.title'), href: '/help' }} links={guides} />
      {frame.yours.length > 0 && (
        <Part link={{ label: t('ui.yours.title', { community: frame.community.name }) }} links={frame.yours} />
      )}
      <Part link={{ label: t('home.sitemap.site') }} links={frame.footer.links} />
    </Page>
  );
}

const Part = ({ link, links }: { link: Partial<Link>; links: readonly Link[] }): VNode => (
  <section>
    <h2>{link.href ? <a href={link.href}>{link.label}</a> : link.label}</h2>
    <ul class="list">
      {links
        .filter(({ href }) => href !== link.href)
        .map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
    </ul>
  </section>
);
