import type { VNode } from 'preact';
import { Button } from '../../../ui/forms/button.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { TextField } from '../../../ui/forms/text-field.js';
import type { Ui } from '../../../ui/ui.js';
import { EmailField, NameField, NewPasswordField } from './account-fields.js';
import { MessagePage } from './message-page.js';

export function SetUpPage({ ui, form, secret }: { ui: Ui; form: FormState; secret: string }): VNode {
  const { t } = ui;
  return (
    <MessagePage
      ui={ui}
      title={t('accounts.setUp.title')}
      text={t('accounts.setUp.intro')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <Form form={form} action={`/set-up/${secret}`}>
        <TextField form={form} name="community" label={t('accounts.setUp.community')} maxLength={80} />
        <NameField form={form} />
        <EmailField form={form} />
        <NewPasswordField form={form} />
        <Button>{t('accounts.setUp.submit')}</Button>
      </Form>
    </MessagePage>
  );
}
