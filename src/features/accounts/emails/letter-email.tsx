import type { ComponentChildren } from 'preact';
import type { T } from '../../../platform/i18n/translator.js';
import { EmailLayout, type RenderedEmail, renderEmail } from '../../../ui/email.js';
import type { LetterKind } from '../letter.model.js';

/** What a letter may speak of. */
export interface LetterView {
  community: { name: string; url: string };
  name: string;
  handle: string;
  /** The address in question: the new one of a change, otherwise the one we write to. */
  address: string;
  /** Where the link of the letter leads; empty where it has none. */
  link: string;
}

/** One e-mail about an account: its words lie under `accounts.email.<kind>.…`. */
export interface LetterEmail {
  readonly kind: LetterKind;
  readonly body: (t: T, view: LetterView) => ComponentChildren;
  /** For the mailbox of /dev, and for the tests. */
  readonly example: LetterView;
}

export const exampleView = (link: string): LetterView => ({
  community: { name: 'Palabre', url: 'https://palabre.example' },
  name: 'Ana',
  handle: 'ana',
  address: 'ana@example.org',
  link: link && `https://palabre.example${link}`,
});

export interface ComposedEmail extends RenderedEmail {
  subject: string;
}

export function composeLetter({ kind, body }: LetterEmail, t: T, view: LetterView): ComposedEmail {
  const { community } = view;
  const words = { community: community.name, name: view.name };
  const subject = t(`accounts.email.${kind}.subject`, words);
  const message = (
    <EmailLayout
      t={t}
      community={community}
      subject={subject}
      preview={t(`accounts.email.${kind}.preview`, words)}
      heading={t('accounts.email.hello', { name: view.name })}
      why={t('accounts.email.why', words)}
    >
      {body(t, view)}
    </EmailLayout>
  );
  return { subject, ...renderEmail(message) };
}
