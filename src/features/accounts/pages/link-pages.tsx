import type { VNode } from 'preact';
import { Button } from '../../../ui/forms/button.js';
import { Form } from '../../../ui/forms/form.js';
import { type FormState, formState } from '../../../ui/forms/form-state.js';
import type { Ui } from '../../../ui/ui.js';
import { NewPasswordField, OwnPasswordField } from './account-fields.js';
import { MessagePage } from './message-page.js';

/** Where the links of e-mails land. Looking changes nothing: mail scanners follow links too. The button does it. */

export interface LinkPageProps {
  ui: Ui;
  token: string;
}

export function ConfirmPage({ ui, token, address }: LinkPageProps & { address: string }): VNode {
  const { t } = ui;
  return (
    <MessagePage ui={ui} title={t('accounts.confirm.title')} text={t('accounts.confirm.text', { address })}>
      <Form form={formState(ui)} action={`/confirm-email/${token}`}>
        <Button>{t('accounts.confirm.submit')}</Button>
      </Form>
    </MessagePage>
  );
}

export function EmailChangePage({ ui, token, address }: LinkPageProps & { address: string }): VNode {
  const { t } = ui;
  return (
    <MessagePage ui={ui} title={t('accounts.emailChange.title')} text={t('accounts.emailChange.text', { address })}>
      <Form form={formState(ui)} action={`/email-change/${token}`}>
        <Button>{t('accounts.emailChange.submit')}</Button>
      </Form>
    </MessagePage>
  );
}

export function ClaimPage({
  ui,
  token,
  form,
  person,
}: LinkPageProps & { form: FormState; person: { name: string; handle: string } }): VNode {
  const { t } = ui;
  return (
    <MessagePage
      ui={ui}
      title={t('accounts.claim.title')}
      text={t('accounts.claim.text', person)}
      invalid={Object.keys(form.errors).length > 0}
    >
      <Form form={form} action={`/claim/${token}`}>
        <OwnPasswordField form={form} hint={t('accounts.claim.passwordHint')} />
        <Button>{t('accounts.claim.submit')}</Button>
      </Form>
    </MessagePage>
  );
}

export function ResetPage({ ui, token, form }: LinkPageProps & { form: FormState }): VNode {
  const { t } = ui;
  return (
    <MessagePage
      ui={ui}
      title={t('accounts.reset.title')}
      text={t('accounts.reset.text')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <Form form={form} action={`/reset-password/${token}`}>
        <NewPasswordField form={form} name="newPassword" />
        <Button>{t('accounts.reset.submit')}</Button>
      </Form>
    </MessagePage>
  );
}
