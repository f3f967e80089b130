import type { VNode } from 'preact';
import type { Locale } from '../../../../platform/i18n/locales.js';
import { ButtonLink, Page, PageHeader, Prose, type Ui } from '../../../../ui/public.js';
import type { TextName } from '../site-text.model.js';

export interface TextPageProps {
  ui: Ui;
  name: TextName;
  html: string;
  language: Locale;
  mayEdit: boolean;
}

/** A text of the site itself. */
export function TextPage({ ui, name, html, language, mayEdit }: TextPageProps): VNode {
  const { t } = ui;
  const title = t(`home.text.${name}.title`);
  return (
    <Page ui={ui} title={title} canonical={`/${name}`} crumbs={[{ label: title }]}>
      <PageHeader
        title={title}
        actions={
          mayEdit && (
            <ButtonLink href={`/admin/texts/${name}`} kind="quiet">
              {t('home.text.edit')}
            </ButtonLink>
          )
        }
      />
      <Prose html={html} lang={language === ui.locale ? undefined : language} />
    </Page>
  );
}
