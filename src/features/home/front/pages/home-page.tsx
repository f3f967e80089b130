import type { VNode } from 'preact';
import { LatestSection } from '../../../../platform/content/latest.js';
import type { Locale } from '../../../../platform/i18n/locales.js';
import {
  ButtonLink,
  Card,
  Cards,
  DateTime,
  Entry,
  EntryList,
  Page,
  Prose,
  type Ui,
  Welcome,
} from '../../../../ui/public.js';
import { type Announcement, announcementPath } from '../../../announcements/public.js';
import type { StepsDone } from '../first-steps.js';
import type { FrontContent } from '../front.js';
import { LatestPeople, LatestWorkspaces, NothingYet, StepList } from './parts.js';

export interface HomePageProps {
  ui: Ui;
  welcome: { html: string; language: Locale };
  announcements: Announcement[];
  content: FrontContent;
  steps: StepsDone | null;
}

/** The front door. */
export function HomePage({ ui, welcome, announcements, content, steps }: HomePageProps): VNode {
  const { t, frame, viewer, locale } = ui;
  const { name, tagline } = frame.community;
  return (
    <Page
      ui={ui}
      title={name}
      description={tagline || undefined}
      canonical="/"
      feeds={[
        { title: t('home.feed'), path: '/' },
        ...(announcements.length > 0 ? [{ title: t('announcements.title'), path: '/news' }] : []),
      ]}
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
      {announcements.length > 0 && <News ui={ui} announcements={announcements} />}
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

/** What the administrators tell everybody, whole: it is meant to be read. */
const News = ({ ui, announcements }: { ui: Ui; announcements: Announcement[] }): VNode => (
  <Card title={ui.t('home.news')} more={{ label: ui.t('home.news.more'), href: '/news' }}>
    <EntryList>
      {announcements.map((announcement) => (
        <Entry
          key={announcement._id.toHexString()}
          level={3}
          title={announcement.title}
          href={announcementPath(announcement)}
          lang={announcement.language}
          meta={<DateTime ui={ui} date={announcement.at} as="day" />}
        >
          <Prose html={announcement.html} lang={announcement.language} small />
        </Entry>
      ))}
    </EntryList>
  </Card>
);

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
function Steps({ ui, steps }: { ui: Ui; steps: StepsDone }): VNode {
  const { t } = ui;
  const all = [
    { done: steps.welcome, label: t('home.steps.welcome'), href: '/admin/site' },
    { done: steps.about, label: t('home.steps.about'), href: '/admin/texts/about' },
    { done: steps.workspace, label: t('home.steps.workspace'), href: '/workspaces/new' },
    { done: steps.people, label: t('home.steps.people'), href: '/workspaces' },
  ];
  return (
    <section class="card" aria-labelledby="steps">
      <h2 id="steps" class="card-title">
        {t('home.steps.title')}
      </h2>
      <StepList ui={ui} steps={all} />
    </section>
  );
}
