import type { VNode } from 'preact';
import { locales } from '../../../platform/i18n/locales.js';
import { countries, languages } from '../../../platform/i18n/places.js';
import { CheckboxGroup, Select } from '../../../ui/forms/choices.js';
import type { FormState } from '../../../ui/forms/form-state.js';
import { TextField } from '../../../ui/forms/text-field.js';
import { PASSWORD_LENGTH } from '../common-passwords.js';

/** Fields that several forms about accounts have in common. */
interface Props {
  form: FormState;
}

export const NameField = ({ form }: Props): VNode => (
  <TextField form={form} name="name" label={form.ui.t('accounts.field.name')} autocomplete="name" maxLength={80} />
);

export const EmailField = ({ form, label, hint }: Props & { label?: string; hint?: string }): VNode => (
  <TextField
    form={form}
    name="email"
    type="email"
    label={label ?? form.ui.t('accounts.field.email')}
    hint={hint}
    autocomplete="email"
    maxLength={254}
  />
);

export const NewPasswordField = ({ form, name = 'password' }: Props & { name?: string }): VNode => (
  <TextField
    form={form}
    name={name}
    type="password"
    label={form.ui.t(name === 'password' ? 'accounts.field.password' : 'accounts.field.newPassword')}
    hint={form.ui.t('accounts.field.passwordHint')}
    autocomplete="new-password"
    minLength={PASSWORD_LENGTH}
    maxLength={200}
  />
);

/** Asked again before what matters. */
export const OwnPasswordField = ({
  form,
  name = 'password',
  hint,
}: Props & { name?: string; hint?: string }): VNode => (
  <TextField
    form={form}
    name={name}
    type="password"
    label={form.ui.t('accounts.field.ownPassword')}
    hint={hint}
    autocomplete="current-password"
    maxLength={200}
  />
);

export const CountryField = ({ form }: Props): VNode => (
  <Select
    form={form}
    name="country"
    label={form.ui.t('accounts.field.country')}
    placeholder={form.ui.t('accounts.field.countryNone')}
    choices={countries(form.ui.locale).map(({ code, name }) => ({ value: code, label: name }))}
    optional
  />
);

export const LanguagesField = ({ form }: Props): VNode => (
  <CheckboxGroup
    form={form}
    name="languages"
    label={form.ui.t('accounts.field.languages')}
    choices={languages(form.ui.locale).map(({ code, name }) => ({ value: code, label: name }))}
    first={locales}
    optional
  />
);
