import { locales } from '../../../platform/i18n/locales.js';
import { translator } from '../../../platform/i18n/translator.js';
import { accountEmails } from './account-emails.js';
import { composeLetter } from './letter-email.js';

const all = Object.values(accountEmails);

test.each(all.map((email) => [email.kind, email] as const))('%s, as its reader gets it', (_, email) => {
  const { subject, text } = composeLetter(email, translator('en'), email.example);
  expect(`${subject}\n\n${text}`).toMatchSnapshot();
});

test.each(locales.map((locale) => [locale]))('every letter has words in %s, in both forms, with its link', (locale) => {
  for (const email of all) {
    const { subject, html, text } = composeLetter(email, translator(locale), email.example);
    expect(subject).not.toMatch(/accounts\.|\{/);
    expect(html).toContain(`<html lang="${locale}"`);
    expect(html).toContain(email.example.link);
    expect(text.replace(/\n/g, '')).toContain(email.example.link);
  }
});

test('a name cannot bring markup into a letter', () => {
  const view = { ...accountEmails.confirm.example, name: '<img src=x onerror=alert(1)>' };
  expect(composeLetter(accountEmails.confirm, translator('en'), view).html).not.toContain('<img');
});
