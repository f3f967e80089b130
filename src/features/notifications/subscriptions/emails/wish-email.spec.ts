import { locales } from '../../../../platform/i18n/locales.js';
import { translator } from '../../../../platform/i18n/translator.js';
import { MAILED_WAYS } from '../wish.model.js';
import { composeWish, exampleWishes } from './wish-email.js';

const { visitor, member } = exampleWishes;

test.each(Object.entries(exampleWishes))('to a %s, as its reader gets it', (_, view) => {
  const { subject, text } = composeWish(translator('en'), view);
  expect(`${subject}\n\n${text}`).toMatchSnapshot();
});

test.each(locales.map((locale) => [locale]))(
  'has words for every way in %s, in both forms, with its link',
  (locale) => {
    const texts = MAILED_WAYS.map((way) => {
      const { subject, html, text } = composeWish(translator(locale), { ...visitor, way });
      expect(`${subject}${text}`).not.toMatch(/notifications\.|[{}]/);
      expect(html).toContain(`<html lang="${locale}"`);
      expect(html).toContain(visitor.link);
      expect(text.replace(/\n/g, '')).toContain(visitor.link);
      return text;
    });
    expect(new Set(texts).size).toBe(MAILED_WAYS.length);
    expect(composeWish(translator(locale), member).text).toContain('@ana');
  },
);

test('a title cannot bring markup into a letter', () => {
  const view = { ...visitor, title: '<img src=x onerror=alert(1)>' };
  expect(composeWish(translator('en'), view).html).not.toContain('<img');
});
