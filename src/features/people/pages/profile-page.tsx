import type { VNode } from 'preact';
import type { Latest } from '../../../platform/content/contents.js';
import { LatestSection } from '../../../platform/content/latest.js';
import {
  Avatar,
  Badge,
  ButtonLink,
  DateTime,
  DescriptionList,
  EmptyState,
  Page,
  PageHeader,
  Prose,
  TagList,
  type Term,
  type Ui,
} from '../../../ui/public.js';
import type { Member } from '../../accounts/public.js';
import { FollowBox, type Way } from '../../notifications/public.js';
import { type Workspace, workspacePath } from '../../workspaces/public.js';
import type { ShownPerson } from '../people.js';
import { interestLink } from './person-card.js';

type Shown = 'handle' | 'name' | 'country' | 'languages' | 'interests' | 'sector' | 'level' | 'createdAt';

export interface ShownProfile extends Pick<Member, Shown> {
  id: string;
  bioHtml: string;
  ownPlaces: ShownPerson['ownPlaces'];
  online: boolean;
}

export interface ProfilePageProps {
  ui: Ui;
  person: ShownProfile;
  /** The reader looks at themselves. */
  itsMe: boolean;
  /** Theirs, as far as the reader may see them. */
  workspaces: Workspace[];
  latest: Latest[];
  /** How the reader follows this person. */
  way: Way | null;
}

/** Who somebody is, and what they wrote. */
export function ProfilePage({ ui, person, itsMe, workspaces, latest, way }: ProfilePageProps): VNode {
  const { t } = ui;
  const { name, bioHtml, interests } = person;
  const path = `/people/${person.handle}`;
  return (
    <Page
      ui={ui}
      title={name}
      canonical={path}
      hidden={latest.length === 0}
      crumbs={[
        { label: t('ui.nav.community'), href: '/community' },
        { label: t('people.title'), href: '/people' },
        { label: name },
      ]}
      feeds={[{ title: t('people.feed.title', { name }), path }]}
      subscribe={!itsMe && <FollowBox ui={ui} what={{ kind: 'member', target: person.id }} way={way} title={name} />}
    >
      <ProfileHead ui={ui} person={person} itsMe={itsMe} />
      <DescriptionList items={factsOf(ui, person)} />
      {bioHtml && <Prose html={bioHtml} />}
      {interests.length > 0 && <Interests ui={ui} interests={interests} />}
      {workspaces.length > 0 && <Workspaces ui={ui} workspaces={workspaces} />}
      {latest.map((one) => (
        <LatestSection key={one.kind.name} ui={ui} latest={one} withoutPerson />
      ))}
      {latest.length === 0 && <NothingYet ui={ui} itsMe={itsMe} />}
    </Page>
  );
}

function ProfileHead({ ui, person, itsMe }: Pick<ProfilePageProps, 'ui' | 'person' | 'itsMe'>): VNode {
  const { t } = ui;
  return (
    <div class="profile-head">
      <Avatar person={person} size="large" />
      <PageHeader
        title={person.name}
        badges={person.online && <Badge kind="live">{t('ui.online.badge')}</Badge>}
        actions={
          <>
            {person.ownPlaces.map(({ label, path }) => (
              <ButtonLink key={path} href={path} kind="quiet">
                {t(label)}
              </ButtonLink>
            ))}
            {itsMe && (
              <ButtonLink href="/settings/profile" kind="quiet">
                {t('people.profile.change')}
              </ButtonLink>
            )}
          </>
        }
      />
    </div>
  );
}

/** Visitors cannot open the directory: for them these are no links. */
function Interests({ ui, interests }: { ui: Ui; interests: Member['interests'] }): VNode {
  const { t, format } = ui;
  return (
    <section aria-labelledby="interests">
      <h2 id="interests">{t('people.profile.interests')}</h2>
      {ui.viewer ? (
        <TagList ui={ui} tags={interests.map(interestLink)} />
      ) : (
        <p dir="auto">{format.list(interests.map(({ name }) => name))}</p>
      )}
    </section>
  );
}

const Workspaces = ({ ui: { t }, workspaces }: { ui: Ui; workspaces: Workspace[] }): VNode => (
  <section aria-labelledby="their-workspaces">
    <h2 id="their-workspaces">{t('people.profile.workspaces')}</h2>
    <ul class="list">
      {workspaces.map((workspace) => (
        <li key={workspace.slug}>
          <a href={workspacePath(workspace)} lang={workspace.language} dir="auto">
            {workspace.name}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

function NothingYet({ ui: { t }, itsMe }: { ui: Ui; itsMe: boolean }): VNode {
  if (!itsMe) return <EmptyState title={t('people.profile.empty')} />;
  return (
    <EmptyState title={t('people.profile.emptyMine')}>
      <p>{t('people.profile.emptyMineText')}</p>
    </EmptyState>
  );
}

function factsOf(ui: Ui, { country, languages, sector, level, createdAt }: ShownProfile): Term[] {
  const { t, format } = ui;
  const spoken = format.list(languages.map(format.language));
  const facts: [boolean, Term][] = [
    [country !== '', { term: t('people.profile.country'), children: format.country(country) }],
    [spoken !== '', { term: t('people.profile.languages'), children: spoken }],
    [sector !== '', { term: t('people.profile.sector'), children: wordOf(ui, `accounts.sector.${sector}`) }],
    [level !== '', { term: t('people.profile.level'), children: wordOf(ui, `accounts.level.${level}`) }],
    [true, { term: t('people.profile.since'), children: <DateTime ui={ui} date={createdAt} as="day" /> }],
  ];
  return facts.flatMap(([known, term]) => (known ? term : []));
}

const wordOf = ({ t }: Ui, key: string) => (t.has(key) ? t(key) : '');
