import type { VNode } from 'preact';
import { LatestSection } from '../../../../platform/content/latest.js';
import type { Locale } from '../../../../platform/i18n/locales.js';
import { ButtonLink, Cards, Page, Prose, type Ui, Welcome } from '../../../../ui/public.js';
import type { FirstSteps, FrontContent } from '../front.js';
import { LatestPeople, LatestWorkspaces, NothingYet } from './parts.js';

export interface HomePageProps {
  ui: Ui;
  welcome: { html: string; language: Locale };
  content: FrontContent;
  steps: FirstSteps | null;
}

/** The front door. */
export function HomePage({ ui, welcome, content, steps }: HomePageProps): VNode {
  const { t, frame, viewer, locale } = ui;
  const { name, tagline } = frame.community;
  return (
    <Page
      ui={ui}
      title={name}
      description={tagline || undefined}
      canonical="/"
      feeds={[{ title: t('home.feed'), path: '/' }]}
      cloud={{ title: t('home.cloud'), tags: content.cloud }}
    >
      <Welcome
        title={tagline || t('home.welcome.title')}
        actions={
          !viewer && (
            <>
              <ButtonLink href="/sign-up">{t('home.join.action')}</ButtonLink>
              <ButtonLink href="/about" kind="quiet">
                {t('home.text.about.title')}
              </ButtonLink>
            </>
          )
        }
      >
        <Prose html={welcome.html} lang={welcome.language === locale ? undefined : welcome.language} />
      </Welcome>
      {steps && <Steps ui={ui} steps={steps} />}
      {!viewer && <Benefits ui={ui} />}
      {content.latest.length === 0 && <NothingYet ui={ui} />}
      {content.latest.map((latest) => (
        <LatestSection key={latest.kind.name} ui={ui} latest={latest} />
      ))}
      <Cards>
        <LatestWorkspaces ui={ui} workspaces={content.workspaces} />
        <LatestPeople ui={ui} content={content} />
      </Cards>
    </Page>
  );
}

/** Why a visitor would want to join. */
function Benefits({ ui: { t, frame } }: { ui: Ui }): VNode {
  return (
    <section aria-labelledby="join-why">
      <h2 id="join-why">{t('home.join.title', { community: frame.community.name })}</h2>
      <ul class="benefits">
        <li>{t('home.join.meet')}</li>
        <li>{t('home.join.work')}</li>
        <li>{t('home.join.hear')}</li>
      </ul>
    </section>
  );
}

/** For whoever has just set the site up. */
function Steps({ ui: { t }, steps }: { ui: Ui; steps: FirstSteps }): VNode {
  const all = [
    { done: steps.welcome, label: t('home.steps.welcome'), href: '/admin/texts/welcome' },
    { done: steps.about, label: t('home.steps.about'), href: '/admin/texts/about' },
    { done: steps.workspace, label: t('home.steps.workspace'), href: '/workspaces/new' },
    { done: steps.people, label: t('home.steps.people'), href: '/workspaces' },
  ];
  return (
    <section class="card" aria-labelledby="steps">
      <h2 id="steps" class="card-title">
        {t('home.steps.title')}
      </h2>
      <ol class="steps">
        {all.map(({ done, label, href }) => (
          <li key={label} class={done ? 'step-done' : undefined}>
            {done ? `${label} (${t('home.steps.done')})` : <a href={href}>{label}</a>}
          </li>
        ))}
      </ol>
    </section>
  );
}
