import type { VNode } from 'preact';
import { Button } from '../../../ui/forms/button.js';
import { Checkbox } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import { type FormState, textOf } from '../../../ui/forms/form-state.js';
import { TextField } from '../../../ui/forms/text-field.js';
import { Page } from '../../../ui/layout/page.js';
import { PageHeader } from '../../../ui/layout/page-header.js';
import type { Ui } from '../../../ui/ui.js';

export function SignInPage({ ui, form }: { ui: Ui; form: FormState }): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('accounts.signIn.title')} hidden wayIn invalid={Object.keys(form.errors).length > 0}>
      <PageHeader title={t('accounts.signIn.title')} />
      <Form form={form} action="/sign-in">
        <input type="hidden" name="back" value={textOf(form, 'back') ?? ''} />
        <TextField
          form={form}
          name="identifier"
          label={t('accounts.field.identifier')}
          autocomplete="username"
          spellcheck={false}
          maxLength={254}
        />
        <TextField
          form={form}
          name="password"
          type="password"
          label={t('accounts.field.password')}
          autocomplete="current-password"
          maxLength={200}
        />
        <Checkbox form={form} name="stay" label={t('accounts.signIn.stay')} hint={t('accounts.signIn.stayHint')} />
        <Button>{t('accounts.signIn.submit')}</Button>
      </Form>
      <ul>
        <li>
          <a href="/sign-up">{t('accounts.signIn.join')}</a>
        </li>
        <li>
          <a href="/lost-password">{t('accounts.lost.passwordTitle')}</a>
        </li>
        <li>
          <a href="/lost-login">{t('accounts.lost.loginTitle')}</a>
        </li>
      </ul>
    </Page>
  );
}
