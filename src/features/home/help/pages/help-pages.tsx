import type { VNode } from 'preact';
import { ButtonLink, Entry, EntryList, Page, PageHeader, Prose, type Ui, Widget } from '../../../../ui/public.js';
import { GUIDES, type Guide } from '../guides.js';

export function HelpPage({ ui }: { ui: Ui }): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('help.title')} canonical="/help" crumbs={[{ label: t('help.title') }]}>
      <PageHeader title={t('help.title')} intro={<p>{t('help.intro')}</p>} />
      <EntryList>
        {GUIDES.map((guide) => (
          <Entry key={guide} title={t(`help.${guide}.title`)} href={`/help/${guide}`}>
            <p>{t(`help.${guide}.summary`)}</p>
          </Entry>
        ))}
      </EntryList>
      <NotFound ui={ui} />
    </Page>
  );
}

export function GuidePage({ ui, guide, html }: { ui: Ui; guide: Guide; html: string }): VNode {
  const { t } = ui;
  const title = t(`help.${guide}.title`);
  return (
    <Page
      ui={ui}
      title={title}
      canonical={`/help/${guide}`}
      description={t(`help.${guide}.summary`)}
      crumbs={[{ label: t('help.title'), href: '/help' }, { label: title }]}
      side={<Others ui={ui} guide={guide} />}
    >
      <PageHeader title={title} intro={<p>{t(`help.${guide}.summary`)}</p>} />
      <Prose html={html} />
      <NotFound ui={ui} />
    </Page>
  );
}

const Others = ({ ui: { t }, guide }: { ui: Ui; guide: Guide }): VNode => (
  <Widget id="guides" title={t('help.others')}>
    <ul class="list">
      {GUIDES.filter((other) => other !== guide).map((other) => (
        <li key={other}>
          <a href={`/help/${other}`}>{t(`help.${other}.title`)}</a>
        </li>
      ))}
    </ul>
  </Widget>
);

const NotFound = ({ ui: { t } }: { ui: Ui }): VNode => (
  <div class="row">
    <span>{t('help.notFound')}</span>
    <ButtonLink href="/feedback" kind="quiet">
      {t('help.ask')}
    </ButtonLink>
  </div>
);
