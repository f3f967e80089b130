import type { VNode } from 'preact';
import { locales } from '../../platform/i18n/locales.js';
import { languages } from '../../platform/i18n/places.js';
import { Field } from './field.js';
import { type FieldProps, textOf, wiring } from './form-state.js';

/** The language of a text: any there is, with the likely ones on top. */
export function LanguageSelect(props: FieldProps): VNode {
  const { form, name } = props;
  const { t, locale, format } = form.ui;
  const chosen = textOf(form, name);
  const likely = [...new Set([...(chosen ? [chosen] : []), locale, ...locales])];
  const option = (code: string, label: string) => (
    <option key={code} value={code} selected={code === chosen}>
      {label}
    </option>
  );
  return (
    <Field {...props}>
      <select {...wiring(props)}>
        <optgroup label={t('ui.language.likely')}>{likely.map((code) => option(code, format.language(code)))}</optgroup>
        <optgroup label={t('ui.language.others')}>
          {languages(locale).flatMap((one) => (likely.includes(one.code) ? [] : [option(one.code, one.name)]))}
        </optgroup>
      </select>
    </Field>
  );
}
