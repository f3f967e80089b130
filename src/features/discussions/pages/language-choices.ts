import { locales } from '../../../platform/i18n/locales.js';
import type { Choice, Ui } from '../../../ui/public.js';

/** The few languages that a text here is likely to be in: those of the interface, the reader's own first, and any that is already in use. */
export function languageChoices(ui: Ui, used: readonly string[]): Choice[] {
  const codes = [...new Set([...used, ui.locale, ...locales])];
  return codes.map((code) => ({ value: code, label: ui.format.language(code) }));
}
