import type { VNode } from 'preact';
import { Button } from '../../../ui/forms/button.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { TextField } from '../../../ui/forms/text-field.js';
import type { Ui } from '../../../ui/ui.js';
import { EmailField } from './account-fields.js';
import { MessagePage } from './message-page.js';

interface Props {
  ui: Ui;
  form: FormState;
}

export function LostPasswordPage({ ui, form }: Props): VNode {
  const { t } = ui;
  return (
    <MessagePage
      ui={ui}
      title={t('accounts.lost.passwordTitle')}
      text={t('accounts.lost.passwordText')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <Form form={form} action="/lost-password">
        <TextField
          form={form}
          name="identifier"
          label={t('accounts.field.identifier')}
          autocomplete="username"
          spellcheck={false}
          maxLength={254}
        />
        <Button>{t('accounts.lost.submit')}</Button>
      </Form>
    </MessagePage>
  );
}

export function LostLoginPage({ ui, form }: Props): VNode {
  const { t } = ui;
  return (
    <MessagePage
      ui={ui}
      title={t('accounts.lost.loginTitle')}
      text={t('accounts.lost.loginText')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <Form form={form} action="/lost-login">
        <EmailField form={form} />
        <Button>{t('accounts.lost.submit')}</Button>
      </Form>
    </MessagePage>
  );
}
