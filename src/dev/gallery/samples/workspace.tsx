import type { VNode } from 'preact';
import {
  ActionButton,
  Badge,
  ButtonLink,
  Card,
  Cards,
  DateTime,
  Entry,
  EntryList,
  MemberLine,
  MemberName,
  Page,
  PageHeader,
  Tabs,
  TagList,
  type Ui,
} from '../../../ui/public.js';
import { ana, ben, cloud, fin, hoursAgo } from '../cast.js';

const home = '/workspaces/mutuelles';

export function workspaceSample(ui: Ui): VNode {
  return (
    <Page
      ui={ui}
      title="Mutuelles de santé au Sahel"
      crumbs={[
        { label: 'Community', href: '/community' },
        { label: 'Workspaces', href: '/workspaces' },
        { label: 'Mutuelles de santé au Sahel' },
      ]}
      feeds={[
        { title: 'Everything in this workspace', path: home },
        { title: 'Blog', path: `${home}/blog` },
      ]}
      cloud={{ title: 'Tags here', tags: cloud.slice(0, 6) }}
      subscribe={
        <ActionButton ui={ui} action={`${home}/follow`}>
          Follow
        </ActionButton>
      }
    >
      <PageHeader
        title="Mutuelles de santé au Sahel"
        lang="fr"
        badges={
          <>
            <Badge kind="leaf">Project</Badge>
            <Badge>Members only</Badge>
          </>
        }
        intro={
          <p>
            Caisses villageoises, unions régionales et ministères de six pays : nos outils, nos chiffres, nos erreurs.
          </p>
        }
        actions={
          <>
            <ButtonLink href={`${home}/blog/new`}>Write a post</ButtonLink>
            <ButtonLink href={`${home}/discussions/new`} kind="quiet">
              Open a discussion
            </ButtonLink>
            <ActionButton ui={ui} action={`${home}/membership/end`} kind="plain" confirm="Leave this workspace?">
              Leave
            </ActionButton>
          </>
        }
      />
      <Tabs
        ui={ui}
        label="Workspace"
        tabs={[
          { label: 'Home', href: home },
          { label: 'Blog', href: `${home}/blog`, count: 24 },
          { label: 'Discussions', href: `${home}/discussions`, count: 7 },
          { label: 'People', href: `${home}/people`, count: 31 },
        ]}
      />
      <section aria-labelledby="new-here">
        <h2 id="new-here">New here</h2>
        <EntryList>
          <Entry
            level={3}
            title="Comment fixer la cotisation quand les revenus suivent la pluie ?"
            href={`${home}/discussions/12`}
            lang="fr"
            unread
            badges={<Badge kind="live">2 reading now</Badge>}
            meta={
              <>
                <MemberName person={ben} /> · 14 replies · <DateTime ui={ui} date={hoursAgo(0.2)} as="relative" />
              </>
            }
            foot={<TagList ui={ui} tags={cloud.slice(0, 3)} />}
          />
          <Entry
            level={3}
            title="Ce que les caisses villageoises nous ont appris sur la confiance"
            href={`${home}/blog/confiance`}
            lang="fr"
            meta={
              <>
                <MemberName person={ana} /> · <DateTime ui={ui} date={hoursAgo(3)} as="relative" />
              </>
            }
          >
            <p>Après deux saisons, les cotisations ne dépendent pas du revenu mais de la date.</p>
          </Entry>
        </EntryList>
      </section>
      <Cards>
        <Card title="Facilitators">
          <MemberLine ui={ui} person={ana} />
        </Card>
        <Card title="People" more={{ label: 'All 31 people', href: `${home}/people` }}>
          <ul class="people">
            {[ben, fin].map((person) => (
              <li key={person.handle}>
                <MemberLine ui={ui} person={person} />
              </li>
            ))}
          </ul>
        </Card>
      </Cards>
    </Page>
  );
}
