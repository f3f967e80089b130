import type { VNode } from 'preact';
import { localeNames, locales } from '../../../platform/i18n/locales.js';
import { Button } from '../../../ui/forms/button.js';
import { RadioGroup, Select } from '../../../ui/forms/choices.js';
import { Form } from '../../../ui/forms/form.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { TextArea, TextField } from '../../../ui/forms/text-field.js';
import type { Ui } from '../../../ui/ui.js';
import { LEVELS, SECTORS } from '../member.model.js';
import type { SettingsSection } from '../settings-sections.js';
import { CountryField, LanguagesField, NameField } from './account-fields.js';
import { SettingsPage } from './sections-page.js';

interface Props {
  ui: Ui;
  form: FormState;
  sections: readonly SettingsSection[];
}

const isWrong = (form: FormState) => Object.keys(form.errors).length > 0;

export function ProfileSettingsPage({ ui, form, sections }: Props): VNode {
  const { t } = ui;
  const sectors = SECTORS.map((sector) => ({ value: sector, label: t(`accounts.sector.${sector}`) }));
  const levels = LEVELS.map((level) => ({ value: level, label: t(`accounts.level.${level}`) }));
  const none = t('accounts.field.countryNone');
  return (
    <SettingsPage
      ui={ui}
      sections={sections}
      title={t('accounts.settings.profile')}
      intro={t('accounts.settings.profileIntro')}
      invalid={isWrong(form)}
    >
      <Form form={form} action="/settings/profile" keep="profile">
        <NameField form={form} />
        <CountryField form={form} />
        <LanguagesField form={form} />
        <TextArea
          form={form}
          name="bio"
          label={t('accounts.field.bio')}
          hint={t('accounts.field.bioHint')}
          rows={6}
          maxLength={4000}
          optional
        />
        <TextField
          form={form}
          name="interests"
          label={t('accounts.field.interests')}
          hint={t('accounts.field.interestsHint')}
          optional
        />
        <Select
          form={form}
          name="sector"
          label={t('accounts.field.sector')}
          placeholder={none}
          choices={sectors}
          optional
        />
        <Select
          form={form}
          name="level"
          label={t('accounts.field.level')}
          placeholder={none}
          choices={levels}
          optional
        />
        <Button>{t('accounts.settings.save')}</Button>
      </Form>
    </SettingsPage>
  );
}

export function LanguageSettingsPage({ ui, form, sections }: Props): VNode {
  const { t } = ui;
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
  return (
    <SettingsPage
      ui={ui}
      sections={sections}
      title={t('accounts.settings.language')}
      intro={t('accounts.settings.languageIntro')}
      invalid={isWrong(form)}
    >
      <Form form={form} action="/settings/language">
        <RadioGroup
          form={form}
          name="locale"
          label={t('accounts.field.locale')}
          choices={[
            { value: '', label: t('accounts.field.localeBrowser') },
            ...locales.map((locale) => ({ value: locale, label: localeNames[locale], lang: locale })),
          ]}
          optional
        />
        <Select
          form={form}
          name="timeZone"
          label={t('accounts.field.timeZone')}
          placeholder={t('accounts.field.timeZoneBrowser')}
          choices={zones}
          optional
        />
        <Button>{t('accounts.settings.save')}</Button>
      </Form>
    </SettingsPage>
  );
}
