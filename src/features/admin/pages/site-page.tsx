import type { VNode } from 'preact';
import { localeNames, locales } from '../../../platform/i18n/locales.js';
import { Button } from '../../../ui/forms/button.js';
import { RadioGroup } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { TextArea, TextField } from '../../../ui/forms/text-field.js';
import type { Ui } from '../../../ui/ui.js';
import { AdminPage, type AdminSection } from '../../accounts/public.js';

interface Props {
  ui: Ui;
  sections: readonly AdminSection[];
  form: FormState;
}

export function SitePage({ ui, sections, form }: Props): VNode {
  const { t } = ui;
  return (
    <AdminPage ui={ui} sections={sections} title={t('admin.site.title')} invalid={Object.keys(form.errors).length > 0}>
      <Form form={form} action="/admin/site" keep="site">
        <TextField form={form} name="name" label={t('admin.site.name')} maxLength={80} />
        <TextField form={form} name="tagline" label={t('admin.site.tagline')} maxLength={160} optional />
        <RadioGroup
          form={form}
          name="workspaceCreation"
          label={t('admin.site.creation')}
          choices={[
            { value: 'open', label: t('admin.site.creation.open') },
            { value: 'request', label: t('admin.site.creation.request') },
          ]}
        />
        <h2>{t('admin.site.welcome')}</h2>
        <p>{t('admin.site.welcomeHint')}</p>
        <InEachLanguage form={form} name="welcome" rows={5} />
        <h2>{t('admin.site.terms')}</h2>
        <p>{t('admin.site.termsHint')}</p>
        <InEachLanguage form={form} name="terms" rows={8} />
        <Button>{t('admin.site.save')}</Button>
      </Form>
    </AdminPage>
  );
}

const InEachLanguage = ({ form, name, rows }: { form: FormState; name: string; rows: number }): VNode => (
  <>
    {locales.map((locale) => (
      <TextArea
        key={locale}
        form={form}
        name={`${name}-${locale}`}
        label={localeNames[locale]}
        lang={locale}
        rows={rows}
        maxLength={20_000}
        optional
      />
    ))}
  </>
);
