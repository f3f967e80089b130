import type { VNode } from 'preact';
import { Button } from '../../../ui/forms/button.js';
import { Checkbox } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';
import { CountryField, EmailField, LanguagesField, NameField, NewPasswordField } from './account-fields.js';

export function SignUpPage({ ui, form }: { ui: Ui; form: FormState }): VNode {
  const { t } = ui;
  const title = t('accounts.signUp.title', { community: ui.frame.community.name });
  return (
    <Page ui={ui} title={title} invalid={Object.keys(form.errors).length > 0} wayIn>
      <PageHeader
        title={title}
        intro={
          <p>
            {t('accounts.signUp.intro')} <a href="/sign-in">{t('accounts.signUp.already')}</a>
          </p>
        }
      />
      <Form form={form} action="/sign-up">
        <NameField form={form} />
        <EmailField form={form} hint={t('accounts.signUp.emailHint')} />
        <NewPasswordField form={form} />
        <CountryField form={form} />
        <LanguagesField form={form} />
        <p>
          <a href="/terms">{t('accounts.signUp.readTerms')}</a>
        </p>
        <Checkbox form={form} name="terms" label={t('accounts.field.terms')} needed />
        <Button>{t('accounts.signUp.submit')}</Button>
      </Form>
    </Page>
  );
}
