import type { VNode } from 'preact';
import { DangerButton } from '../../../ui/forms/button.js';
import { Checkbox } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import type { Ui } from '../../../ui/ui.js';
import type { SettingsSection } from '../settings-sections.js';
import { OwnPasswordField } from './account-fields.js';
import { SettingsPage } from './sections-page.js';

interface Props {
  ui: Ui;
  form: FormState;
  sections: readonly SettingsSection[];
}

export function DeparturePage({ ui, form, sections }: Props): VNode {
  const { t } = ui;
  return (
    <SettingsPage
      ui={ui}
      sections={sections}
      title={t('accounts.settings.account')}
      invalid={Object.keys(form.errors).length > 0}
    >
      <h2>{t('accounts.departure.title')}</h2>
      <p>{t('accounts.departure.text')}</p>
      <Form form={form} action="/settings/account/removal">
        <OwnPasswordField form={form} />
        <Checkbox
          form={form}
          name="keepName"
          label={t('accounts.departure.keepName')}
          hint={t('accounts.departure.keepNameHint')}
        />
        <DangerButton confirm={t('accounts.departure.sure')}>{t('accounts.departure.submit')}</DangerButton>
      </Form>
    </SettingsPage>
  );
}
