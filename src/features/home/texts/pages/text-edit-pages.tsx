import type { VNode } from 'preact';
import { localeNames, locales } from '../../../../platform/i18n/i18n.js';
import { Button, Form, type FormState, Page, PageHeader, TextArea, type Ui } from '../../../../ui/public.js';
import { TEXT_NAMES, type TextName } from '../site-text.model.js';

const list = '/admin/texts';

/** The texts that administrators can write. */
export function TextListPage({ ui }: { ui: Ui }): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('home.text.list')} hidden crumbs={[{ label: t('home.text.list') }]}>
      <PageHeader title={t('home.text.list')} intro={<p>{t('home.text.listIntro')}</p>} />
      <ul class="list">
        {TEXT_NAMES.map((name) => (
          <li key={name}>
            <a href={`${list}/${name}`}>{t(`home.text.${name}.title`)}</a>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** One text in each language. */
export function TextEditPage({ ui, name, form }: { ui: Ui; name: TextName; form: FormState }): VNode {
  const { t } = ui;
  const title = t(`home.text.${name}.title`);
  return (
    <Page
      ui={ui}
      title={title}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[{ label: t('home.text.list'), href: list }, { label: title }]}
    >
      <PageHeader
        title={title}
        intro={<p>{t(name === 'partners' ? 'home.text.emptyHides' : 'home.text.emptyOurs')}</p>}
      />
      <Form form={form} action={`${list}/${name}`} keep={`text:${name}`} wide>
        {locales.map((locale) => (
          <TextArea
            key={locale}
            form={form}
            name={locale}
            label={localeNames[locale]}
            lang={locale}
            maxLength={20_000}
            optional
          />
        ))}
        <p>
          <a href="/help/markdown">{t('help.markdown.title')}</a>
        </p>
        <Button>{t('home.text.save')}</Button>
      </Form>
    </Page>
  );
}
