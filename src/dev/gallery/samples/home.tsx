import type { VNode } from 'preact';
import {
  ButtonLink,
  Card,
  Cards,
  DateTime,
  Entry,
  EntryList,
  MemberLine,
  MemberName,
  Page,
  type Ui,
  Welcome,
} from '../../../ui/public.js';
import { ana, ben, cleo, cloud, fin, hoursAgo, noor } from '../cast.js';

export function homeSample(ui: Ui): VNode {
  return (
    <Page
      ui={ui}
      title={ui.frame.community.name}
      description="People who extend social protection, and what they learn from one another."
      feeds={[{ title: 'Everything', path: '/' }]}
      cloud={{ title: 'Tags', tags: cloud }}
    >
      <Welcome
        title="Under the same tree"
        actions={
          <>
            <ButtonLink href="/sign-up">Join the community</ButtonLink>
            <ButtonLink href="/workspaces" kind="quiet">
              See the workspaces
            </ButtonLink>
          </>
        }
      >
        <p>
          We work on social protection and against exclusion, in forty countries and four languages. Here we make
          workspaces for our projects, write about what works and what does not, and talk it through.
        </p>
      </Welcome>
      <Card title="Announcement">
        <p>
          The e-mail digests now leave at the hour you choose. <a href="/settings">Look at your settings</a>.
        </p>
        <p class="meta">
          <DateTime ui={ui} date={hoursAgo(30)} as="day" />
        </p>
      </Card>
      <section aria-labelledby="latest-posts">
        <h2 id="latest-posts">Latest posts</h2>
        <EntryList>
          {posts.map(({ title, href, lang, who, where, at, text }) => (
            <Entry
              key={href}
              title={title}
              href={href}
              lang={lang}
              level={3}
              meta={
                <>
                  <MemberName person={who} /> in <a href="/workspaces/mutuelles">{where}</a> ·{' '}
                  <DateTime ui={ui} date={at} as="relative" />
                </>
              }
            >
              <p>{text}</p>
            </Entry>
          ))}
        </EntryList>
      </section>
      <Cards>
        <Card title="Last updated workspaces" more={{ label: 'Discover more workspaces', href: '/workspaces' }}>
          <ul class="list">
            {['Mutuelles de santé au Sahel', 'Exclusão social e HIV/SIDA', 'Young employment'].map((name) => (
              <li key={name}>
                <a href="/workspaces/mutuelles">{name}</a>
              </li>
            ))}
          </ul>
        </Card>
        <Card title="Latest members" more={{ label: 'See more members', href: '/people' }}>
          <ul class="people">
            {[ana, ben, cleo, noor].map((person) => (
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

const posts = [
  {
    title: 'Ce que les caisses villageoises nous ont appris sur la confiance',
    href: '/workspaces/mutuelles/blog/confiance',
    lang: 'fr',
    who: ana,
    where: 'Mutuelles de santé au Sahel',
    at: hoursAgo(3),
    text: 'Après deux saisons, les cotisations ne dépendent pas du revenu mais de la date : après la récolte, presque tout le monde paie.',
  },
  {
    title: 'Quem fica de fora quando o registo passa a digital?',
    href: '/people/fin/blog/registo',
    lang: 'pt',
    who: fin,
    where: 'Exclusão social e HIV/SIDA',
    at: hoursAgo(27),
    text: 'Em três distritos, metade das pessoas idosas não tem telefone próprio. O registo em papel não é atraso, é acesso.',
  },
  {
    title: 'Reading the new coverage figures without fooling ourselves',
    href: '/workspaces/young/blog/coverage',
    lang: 'en',
    who: cleo,
    where: 'Young employment',
    at: hoursAgo(74),
    text: 'Legal coverage and effective coverage are two different numbers. We put them side by side for eleven countries.',
  },
];
