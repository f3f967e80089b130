import type { VNode } from 'preact';
import { Notice } from '../../../ui/content/notice.js';
import { ActionButton, Button } from '../../../ui/forms/button.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import type { Ui } from '../../../ui/ui.js';
import type { EmailChange } from '../member.model.js';
import type { SettingsSection } from '../settings-sections.js';
import { EmailField, NewPasswordField, OwnPasswordField } from './account-fields.js';
import { SettingsPage } from './sections-page.js';

interface Props {
  ui: Ui;
  form: FormState;
  sections: readonly SettingsSection[];
}

export interface EmailStanding {
  email: string;
  confirmed: boolean;
  change: EmailChange | null;
}

export function EmailSettingsPage({ ui, form, sections, standing }: Props & { standing: EmailStanding }): VNode {
  const { t } = ui;
  return (
    <SettingsPage
      ui={ui}
      sections={sections}
      title={t('accounts.settings.email')}
      intro={t('accounts.settings.emailIntro', { address: standing.email })}
      invalid={Object.keys(form.errors).length > 0}
    >
      {!standing.confirmed && (
        <Notice kind="problem">
          <p>{t('accounts.email.unconfirmed')}</p>
          <ActionButton ui={ui} action="/confirm-email">
            {t('accounts.email.sendAgain')}
          </ActionButton>
        </Notice>
      )}
      {standing.change && <OpenChange ui={ui} change={standing.change} />}
      <Form form={form} action="/settings/email">
        <EmailField form={form} label={t('accounts.field.newEmail')} hint={t('accounts.field.newEmailHint')} />
        <OwnPasswordField form={form} />
        <Button>{t('accounts.emailChange.ask')}</Button>
      </Form>
    </SettingsPage>
  );
}

function OpenChange({ ui, change }: { ui: Ui; change: EmailChange }): VNode {
  const { t } = ui;
  return (
    <Notice kind="note">
      <p>{t('accounts.emailChange.open', { address: change.email })}</p>
      <ul>
        <li>{change.oldAt ? t('accounts.emailChange.oldDone') : t('accounts.emailChange.oldOpen')}</li>
        <li>{change.newAt ? t('accounts.emailChange.newDone') : t('accounts.emailChange.newOpen')}</li>
      </ul>
      <ActionButton ui={ui} action="/settings/email/cancel" kind="quiet">
        {t('accounts.emailChange.cancel')}
      </ActionButton>
    </Notice>
  );
}

export function PasswordSettingsPage({ ui, form, sections }: Props): VNode {
  const { t } = ui;
  return (
    <SettingsPage
      ui={ui}
      sections={sections}
      title={t('accounts.settings.password')}
      intro={t('accounts.settings.passwordIntro')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <Form form={form} action="/settings/password">
        <OwnPasswordField form={form} name="currentPassword" />
        <NewPasswordField form={form} name="newPassword" />
        <Button>{t('accounts.settings.passwordSubmit')}</Button>
      </Form>
    </SettingsPage>
  );
}
