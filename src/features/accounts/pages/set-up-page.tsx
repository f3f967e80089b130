import type { VNode } from 'preact';
import { Button } from '../../../ui/forms/button.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { TextField } from '../../../ui/forms/text-field.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';

export function SetUpPage({ ui, form, secret }: { ui: Ui; form: FormState; secret: string }): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('accounts.setUp.title')} hidden invalid={Object.keys(form.errors).length > 0}>
      <PageHeader title={t('accounts.setUp.title')} intro={<p>{t('accounts.setUp.intro')}</p>} />
      <Form form={form} action={`/set-up/${secret}`}>
        <TextField form={form} name="community" label={t('accounts.setUp.community')} maxLength={80} />
        <TextField form={form} name="name" label={t('accounts.field.name')} autocomplete="name" maxLength={80} />
        <TextField form={form} name="email" type="email" label={t('accounts.field.email')} autocomplete="email" />
        <TextField
          form={form}
          name="password"
          type="password"
          label={t('accounts.field.password')}
          hint={t('accounts.field.passwordHint')}
          autocomplete="new-password"
          minLength={10}
        />
        <Button>{t('accounts.setUp.submit')}</Button>
      </Form>
    </Page>
  );
}
