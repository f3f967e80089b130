import type { VNode } from 'preact';
import { localeNames, locales } from '../../platform/i18n/i18n.js';
import type { Ui } from '../../ui/public.js';
import { DevPage } from './dev-pages.js';

export const MailPage = ({ ui, emails }: { ui: Ui; emails: { name: string; subject: string }[] }): VNode => (
  <DevPage
    ui={ui}
    title="E-mail"
    intro="From their examples. What has really been sent or kept is in the administration."
    head={['E-mail', 'Subject', ...locales.map((locale) => localeNames[locale])]}
    rows={emails.map(({ name, subject }) => [
      name,
      subject,
      ...locales.map((locale) => (
        <span key={locale}>
          <a href={`/dev/mail/${name}/${locale}/html`}>HTML</a> <a href={`/dev/mail/${name}/${locale}/txt`}>text</a>
        </span>
      )),
    ])}
  />
);
