import type { VNode } from 'preact';
import { Button, ButtonLink } from '../forms/button.js';
import { CsrfField } from '../forms/form.js';
import type { Link, Ui } from '../ui.js';

/** A member's own corner; for a visitor, the call to join. */
export function YourBox({ ui }: { ui: Ui }): VNode {
  return (
    <section class="widget yours" id="yours" aria-labelledby="yours-title" tabIndex={-1}>
      {ui.viewer ? <Corner ui={ui} name={ui.viewer.name} /> : <JoinCall ui={ui} />}
    </section>
  );
}

function Corner({ ui, name }: { ui: Ui; name: string }): VNode {
  return (
    <>
      <h2 id="yours-title">{ui.t('ui.yours.title', { community: ui.frame.community.name })}</h2>
      <p dir="auto">{ui.t('ui.yours.greeting', { name })}</p>
      <ul class="links">
        {ui.frame.yours.map((link) => (
          <li key={link.href}>
            <CountedLink ui={ui} link={link} />
          </li>
        ))}
      </ul>
      <form method="post" action="/sign-out">
        <CsrfField ui={ui} />
        <Button kind="plain">{ui.t('ui.signOut')}</Button>
      </form>
    </>
  );
}

function CountedLink({ ui, link }: { ui: Ui; link: Link }): VNode {
  const { label, href, count = 0 } = link;
  return (
    <a href={href}>
      {label}
      {count > 0 && (
        <span class="count">
          <span class="unseen">(</span>
          {ui.format.number(count)}
          <span class="unseen">)</span>
        </span>
      )}
    </a>
  );
}

function JoinCall({ ui: { t, frame } }: { ui: Ui }): VNode {
  return (
    <>
      <h2 id="yours-title">{t('ui.join.title', { community: frame.community.name })}</h2>
      <p>{t('ui.join.why')}</p>
      <p class="row">
        <ButtonLink href="/sign-up">{t('ui.join.action')}</ButtonLink>
        <ButtonLink href="/sign-in" kind="quiet">
          {t('ui.signIn')}
        </ButtonLink>
      </p>
    </>
  );
}
