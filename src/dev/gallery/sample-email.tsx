import type { VNode } from 'preact';
import { EmailButton, EmailEntry, EmailExcerpt, EmailLayout, EmailText } from '../../ui/email.js';
import type { Ui } from '../../ui/public.js';

export const emailSample = (ui: Ui): VNode => (
  <EmailLayout
    t={ui.t}
    community={{ name: 'Palabre', url: 'https://palabre.example' }}
    subject="Ben Machava replied"
    preview="In a good year a fixed monthly amount is nothing…"
    heading="Ben Machava replied"
    why="You get this because you follow this discussion."
    ways={[{ label: 'Stop following it', href: 'https://palabre.example/unsubscribe/sample' }]}
  >
    <EmailText>In “How do we set the contribution when income follows the rain?”:</EmailText>
    <EmailExcerpt
      lang="en"
      html="<p>In a good year a fixed monthly amount is nothing; in a bad one it is a reason to leave.</p><p>What do you do?</p>"
    />
    <EmailButton href="https://palabre.example/discussions/12#r3">Read and reply</EmailButton>
    <EmailEntry
      title="Quem fica de fora quando o registo passa a digital?"
      lang="pt"
      href="https://palabre.example/p/1"
      meta="Fin Carvalho, yesterday"
    />
  </EmailLayout>
);
