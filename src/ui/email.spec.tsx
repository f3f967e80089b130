import { translator } from '../platform/i18n/i18n.js';
import { EmailButton, EmailEntry, EmailExcerpt, EmailLayout, EmailText, renderEmail } from './email.js';

const { html, text } = renderEmail(
  <EmailLayout
    t={translator('fr')}
    community={{ name: 'Palabre', url: 'https://palabre.example' }}
    subject="Ben a répondu"
    preview="Que mês escolheram?"
    heading="Ben <Machava> a répondu"
    why="Vous suivez cette discussion."
    ways={[{ label: 'Ne plus la suivre', href: 'https://palabre.example/unsubscribe/x' }]}
  >
    <EmailText>Dans « Mutuelles » :</EmailText>
    <EmailExcerpt html="<p>Que mês <strong>escolheram</strong>?</p>" lang="pt" />
    <EmailButton href="https://palabre.example/d/12#r3">Lire et répondre</EmailButton>
    <EmailEntry title="Autre discussion" href="https://palabre.example/d/13" meta="Ana, hier" />
  </EmailLayout>,
);

test('the message is in the language of its reader, and what was written in its own', () => {
  expect(html).toMatch(/^<!doctype html><html lang="fr" dir="ltr">/);
  expect(html).toContain('lang="pt" dir="auto"><p>Que mês <strong>escolheram</strong>?</p>');
  expect(html).toContain('Ben &lt;Machava> a répondu');
});

test('the plain form says what the other says, with every address', () => {
  expect(text).toBe(`Palabre

Ben <Machava> a répondu

Dans « Mutuelles » :

> Que mês escolheram?

Lire et répondre <https://palabre.example/d/12#r3>

Autre discussion <https://palabre.example/d/13>
Ana, hier

Vous suivez cette discussion.

Ne plus la suivre <https://palabre.example/unsubscribe/x> · Palabre
<https://palabre.example>`);
});
