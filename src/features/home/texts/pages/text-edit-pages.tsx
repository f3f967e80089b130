import type { VNode } from 'preact';
import { localeNames, locales } from '../../../../platform/i18n/i18n.js';
import { Button, Form, type FormState, TextArea, type Ui } from '../../../../ui/public.js';
import { AdminPage, type AdminSection } from '../../../accounts/public.js';
import { TEXT_NAMES, type TextName } from '../site-text.model.js';

interface AdminProps {
  ui: Ui;
  sections: readonly AdminSection[];
}

/** The texts that administrators can write. */
export function TextListPage({ ui, sections }: AdminProps): VNode {
  const { t } = ui;
  return (
    <AdminPage ui={ui} sections={sections} title={t('home.text.list')} intro={t('home.text.listIntro')}>
      <ul class="list">
        {TEXT_NAMES.map((name) => (
          <li key={name}>
            <a href={`/admin/texts/${name}`}>{t(`home.text.${name}.title`)}</a>
          </li>
        ))}
      </ul>
    </AdminPage>
  );
}

/** One text in each language. */
export function TextEditPage({ ui, sections, name, form }: AdminProps & { name: TextName; form: FormState }): VNode {
  const { t } = ui;
  return (
    <AdminPage
      ui={ui}
      sections={sections}
      title={t(`home.text.${name}.title`)}
      intro={t(name === 'partners' ? 'home.text.emptyHides' : 'home.text.emptyOurs')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <Form form={form} action={`/admin/texts/${name}`} keep={`text:${name}`} wide>
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
        <div>
          <Button>{t('home.text.save')}</Button>
        </div>
      </Form>
    </AdminPage>
  );
}
