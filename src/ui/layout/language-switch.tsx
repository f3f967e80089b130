import type { VNode } from 'preact';
import { localeNames, locales } from '../../platform/i18n/i18n.js';
import { CsrfField } from '../forms/form.js';
import type { Ui } from '../ui.js';
import { Widget } from './widget.js';

/** A form, so that the choice stays without any script. */
export function LanguageSwitch({ ui }: { ui: Ui }): VNode {
  return (
    <Widget id="language" title={ui.t('ui.language.title')}>
      <form class="languages" method="post" action="/language">
        <CsrfField ui={ui} />
        <input type="hidden" name="back" value={ui.path} />
        {locales.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === ui.locale}
            class="button button-plain"
          >
            {localeNames[locale]}
          </button>
        ))}
      </form>
    </Widget>
  );
}
