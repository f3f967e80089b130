import type { VNode } from 'preact';
import type { Listing } from '../../../platform/api/api.js';
import { ButtonLink, EmptyState, Page, PageHeader, Pager, type Ui } from '../../../ui/public.js';
import type { DirectoryFigures } from '../../accounts/public.js';
import type { PeopleFilter } from '../people.input.js';
import type { ShownPerson } from '../people.js';
import { directoryPath } from './directory-path.js';
import { FilterForm } from './filter-form.js';
import { PersonCard } from './person-card.js';

export interface DirectoryPageProps {
  ui: Ui;
  figures: DirectoryFigures;
  filter: PeopleFilter;
  listing: Listing<ShownPerson>;
}

/** Everybody, in the order of the alphabet. */
export function DirectoryPage({ ui, figures, filter, listing }: DirectoryPageProps): VNode {
  const { t } = ui;
  const narrowed = Boolean(filter.q || filter.country || filter.language || filter.interest);
  return (
    <Page
      ui={ui}
      title={t('people.title')}
      hidden
      crumbs={crumbs(ui)}
      cloud={{ title: t('people.cloud'), tags: cloudOf(figures) }}
    >
      <PageHeader title={t('people.title')} intro={<p>{howMany(ui, figures)}</p>} />
      <FilterForm ui={ui} figures={figures} filter={filter} />
      {!narrowed && <Letters ui={ui} figures={figures} filter={filter} />}
      {narrowed && (
        <p>
          {filter.interest && `${t('people.withInterest', { interest: interestName(figures, filter.interest) })} `}
          <a href="/people">{t('people.all')}</a>
        </p>
      )}
      {listing.items.length > 0 ? (
        <ul class="person-cards">
          {listing.items.map((person) => (
            <li key={person.handle}>
              <PersonCard ui={ui} person={person} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title={t('people.nobody.title')}>
          <p>{t('people.nobody.text')}</p>
        </EmptyState>
      )}
      <Pager
        ui={ui}
        previous={filter.after ? directoryPath({ ...filter, after: undefined }) : null}
        next={listing.next && directoryPath({ ...filter, after: listing.next })}
      />
    </Page>
  );
}

/** What visitors find: how many we are, and the way in. */
export function DirectoryInvitation({ ui, figures }: { ui: Ui; figures: DirectoryFigures }): VNode {
  const { t } = ui;
  return (
    <Page ui={ui} title={t('people.title')} crumbs={crumbs(ui)}>
      <PageHeader title={t('people.title')} intro={<p>{howMany(ui, figures)}</p>} />
      <EmptyState
        title={t('people.invitation.title')}
        action={
          <>
            <ButtonLink href="/sign-up">{t('ui.join.action')}</ButtonLink>
            <ButtonLink href="/sign-in?back=%2Fpeople" kind="quiet">
              {t('ui.signIn')}
            </ButtonLink>
          </>
        }
      >
        <p>{t('people.invitation.text')}</p>
      </EmptyState>
    </Page>
  );
}

const crumbs = ({ t }: Ui) => [{ label: t('ui.nav.community'), href: '/community' }, { label: t('people.title') }];

const howMany = ({ t }: Ui, { members, countries }: DirectoryFigures) =>
  t('people.figures', { members, countries: countries.length });

function Letters({ ui, figures, filter }: Pick<DirectoryPageProps, 'ui' | 'figures' | 'filter'>): VNode | null {
  if (figures.letters.length < 2) return null;
  return (
    <nav class="letters" aria-label={ui.t('people.letters')}>
      <ul>
        {figures.letters.map((letter) => (
          <li key={letter}>
            <a href={directoryPath({ from: letter })} aria-current={filter.from === letter ? 'true' : undefined}>
              {letter.toLocaleUpperCase(ui.locale)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const cloudOf = ({ interests }: DirectoryFigures) =>
  interests.map(({ key, name, count }) => ({ label: name, count, href: directoryPath({ interest: key }) }));

const interestName = ({ interests }: DirectoryFigures, wanted: string) =>
  interests.find(({ key }) => key === wanted)?.name ?? wanted;
