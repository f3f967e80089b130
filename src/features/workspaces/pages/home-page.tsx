import type { VNode } from 'preact';
import type { Latest } from '../../../platform/content/contents.js';
import { tagPath } from '../../../platform/text/tags.js';
import {
  ActionButton,
  Badge,
  ButtonLink,
  Card,
  Cards,
  DateTime,
  EmptyState,
  Entry,
  EntryList,
  MemberLine,
  MemberName,
  Notice,
  PageHeader,
  type Person,
  TagList,
  type Ui,
} from '../../../ui/public.js';
import { FollowBox, type Way } from '../../notifications/public.js';
import { type Workspace, workspacePath } from '../workspace.model.js';
import type { HomeContent, WorkspaceAround } from '../workspace-home.js';
import { workspaceRules } from '../workspaces.policy.js';
import { WorkspaceBadges, WorkspacePage, WorkspaceTabs } from './workspace-page.js';

export interface HomePageProps {
  ui: Ui;
  around: WorkspaceAround;
  content: HomeContent;
  facilitators: Person[];
  people: Person[];
  /** The viewer has asked to be let in, and waits. */
  asked: boolean;
  /** How the viewer follows the workspace. */
  way: Way | null;
}

export function HomePage(props: HomePageProps): VNode {
  const { ui, around, content, way } = props;
  const { workspace, sections } = around;
  const { t } = ui;
  return (
    <WorkspacePage
      ui={ui}
      around={around}
      home
      title={workspace.name}
      description={workspace.description || undefined}
      feeds={[
        { title: t('workspaces.feed.everything'), path: workspacePath(workspace) },
        ...sections.flatMap((section) => section.feeds?.(ui, workspace) ?? []),
      ]}
      cloud={{ title: t('workspaces.home.cloud'), tags: content.cloud }}
      subscribe={
        <FollowBox
          ui={ui}
          what={{ kind: 'workspace', target: workspace._id.toHexString() }}
          way={way}
          title={workspace.name}
        />
      }
    >
      <PageHeader
        title={workspace.name}
        lang={workspace.language}
        badges={
          <>
            <Badge kind="leaf">{t(`workspaces.purpose.${workspace.purpose}`)}</Badge>
            <WorkspaceBadges ui={ui} workspace={workspace} />
          </>
        }
        intro={<Description workspace={workspace} />}
        actions={<Actions {...props} />}
      />
      {workspace.tags.length > 0 && (
        <TagList ui={ui} tags={workspace.tags.map(({ name, key }) => ({ label: name, href: tagPath(key) }))} />
      )}
      {workspace.archived && <Notice>{t('workspaces.home.archived')}</Notice>}
      <WorkspaceTabs ui={ui} around={around} />
      <New {...props} />
      <Who {...props} />
    </WorkspacePage>
  );
}

const Description = ({ workspace }: { workspace: Workspace }): VNode | null =>
  workspace.description ? (
    <div lang={workspace.language}>
      {workspace.description.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph} class="lines">
          {paragraph}
        </p>
      ))}
    </div>
  ) : null;

function Actions({ ui, around, asked }: HomePageProps): VNode {
  const { workspace, viewer, sections } = around;
  const { t } = ui;
  const membership = `${workspacePath(workspace)}/membership`;
  return (
    <>
      {sections.map((section) => section.actions?.(ui, viewer, workspace) ?? null)}
      {workspaceRules.join(viewer, workspace) && (
        <ActionButton ui={ui} action={membership}>
          {t('workspaces.join.submit')}
        </ActionButton>
      )}
      {workspaceRules.askToJoin(viewer, workspace) && !asked && (
        <ButtonLink href={membership}>{t('workspaces.ask.title')}</ButtonLink>
      )}
      {asked && <Badge kind="earth">{t('workspaces.ask.waiting')}</Badge>}
      {asked && (
        <ActionButton ui={ui} action={`${membership}/end`} kind="plain">
          {t('workspaces.ask.withdraw')}
        </ActionButton>
      )}
      {!viewer.member && !workspace.archived && (
        <ButtonLink href={`/sign-in?back=${encodeURIComponent(workspacePath(workspace))}`}>
          {t('workspaces.join.signIn')}
        </ButtonLink>
      )}
      {workspaceRules.leave(viewer, workspace) && (
        <ActionButton
          ui={ui}
          action={`${membership}/end`}
          kind="plain"
          confirm={t('workspaces.leave.confirm', { workspace: workspace.name })}
        >
          {t('workspaces.leave.submit')}
        </ActionButton>
      )}
    </>
  );
}

function New({ ui, content, around }: HomePageProps): VNode {
  const { t } = ui;
  if (content.latest.length === 0) {
    const { viewer, workspace } = around;
    return (
      <EmptyState title={t('workspaces.home.empty')}>
        <p>
          {workspaceRules.contribute(viewer, workspace)
            ? t('workspaces.home.emptyBegin')
            : t('workspaces.home.emptyWait')}
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      {content.latest.map((latest) => (
        <LatestOf key={latest.kind.name} ui={ui} latest={latest} />
      ))}
    </>
  );
}

function LatestOf({ ui, latest: { kind, entries } }: { ui: Ui; latest: Latest }): VNode {
  return (
    <section aria-labelledby={`latest-${kind.name}`}>
      <h2 id={`latest-${kind.name}`}>{ui.t(kind.heading)}</h2>
      <EntryList>
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            level={3}
            title={entry.title}
            href={entry.path}
            lang={entry.language}
            meta={
              <>
                <MemberName person={entry.person} />
                {' · '}
                <DateTime ui={ui} date={entry.at} as="relative" />
              </>
            }
          >
            {entry.excerpt && <p>{entry.excerpt}</p>}
          </Entry>
        ))}
      </EntryList>
    </section>
  );
}

function Who({ ui, around, facilitators, people }: HomePageProps): VNode {
  const { t } = ui;
  const path = `${workspacePath(around.workspace)}/people`;
  return (
    <Cards>
      <Card title={t('workspaces.people.facilitators')}>
        <PeopleList ui={ui} people={facilitators} />
      </Card>
      <Card
        title={t('workspaces.home.latestPeople')}
        more={{ label: t('workspaces.home.allPeople', { count: around.workspace.memberCount }), href: path }}
      >
        <PeopleList ui={ui} people={people} />
      </Card>
    </Cards>
  );
}

const PeopleList = ({ ui, people }: { ui: Ui; people: Person[] }): VNode => (
  <ul class="people">
    {people.map((person) => (
      <li key={person.handle}>
        <MemberLine ui={ui} person={person} />
      </li>
    ))}
  </ul>
);
