import type { VNode } from 'preact';
import { LatestSection } from '../../../../platform/content/latest.js';
import {
  Card,
  Cards,
  DateTime,
  EmptyState,
  Entry,
  EntryList,
  Page,
  PageHeader,
  type Ui,
} from '../../../../ui/public.js';
import { StepList, WorkspaceList } from '../../front/pages/parts.js';
import type { DashboardContent, NewcomerSteps } from '../dashboard.js';

/** What concerns the reader: what is new where they are, what they have begun, what they follow. */
export function DashboardPage({ ui, content }: { ui: Ui; content: DashboardContent }): VNode {
  const { t } = ui;
  const { before, latest, steps } = content;
  const title = t('home.dashboard.title');
  return (
    <Page ui={ui} title={title} hidden crumbs={[{ label: title }]}>
      <PageHeader title={title} intro={before && <p>{t('home.dashboard.since')}</p>} />
      {steps && <Steps ui={ui} steps={steps} />}
      <Cards>
        <NotificationsCard ui={ui} content={content} />
        <WorkspacesCard ui={ui} content={content} />
        <UnfinishedCard ui={ui} content={content} />
        <FollowsCard ui={ui} content={content} />
      </Cards>
      {latest.map((one) => (
        <LatestSection key={one.kind.name} ui={ui} latest={one} newSince={before} />
      ))}
      {latest.length === 0 && content.workspaces.length > 0 && (
        <EmptyState title={t('home.dashboard.nothing')}>
          <p>{t('home.dashboard.nothingText')}</p>
        </EmptyState>
      )}
    </Page>
  );
}

interface CardProps {
  ui: Ui;
  content: DashboardContent;
}

function NotificationsCard({ ui, content: { notifications, unread } }: CardProps): VNode {
  const { t } = ui;
  return (
    <Card
      title={t('home.dashboard.notifications', { count: unread })}
      more={{ label: t('home.dashboard.notificationsMore'), href: '/notifications' }}
    >
      {notifications.length > 0 && (
        <EntryList>
          {notifications.map(({ id, line, path, at, read }) => (
            <Entry
              key={id}
              level={3}
              title={line}
              href={path}
              unread={!read}
              meta={<DateTime ui={ui} date={at} as="relative" />}
            />
          ))}
        </EntryList>
      )}
    </Card>
  );
}

function WorkspacesCard({ ui, content: { workspaces } }: CardProps): VNode {
  const { t } = ui;
  return (
    <Card
      title={t('home.dashboard.workspaces')}
      more={{ label: t('home.workspaces.more'), href: '/workspaces' }}
      id="workspaces"
    >
      {workspaces.length === 0 && <p>{t('home.dashboard.noWorkspaces')}</p>}
      <WorkspaceList ui={ui} workspaces={workspaces} />
    </Card>
  );
}

function UnfinishedCard({ ui, content: { unfinished } }: CardProps): VNode | null {
  const { t } = ui;
  if (unfinished.length === 0) return null;
  return (
    <Card title={t('home.dashboard.drafts')}>
      <ul class="list">
        {unfinished.map(({ title, path, language, at }) => (
          <li key={path}>
            <a href={path} lang={title ? language : undefined} dir="auto">
              {title || t('home.dashboard.untitled')}
            </a>
            <span class="quiet">
              <DateTime ui={ui} date={at} as="relative" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const SHOWN_FOLLOWS = 8;

function FollowsCard({ ui: { t }, content: { follows } }: CardProps): VNode {
  if (follows.length === 0) {
    return (
      <Card title={t('home.dashboard.follows')}>
        <p>{t('home.dashboard.noFollows')}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t('home.dashboard.follows')}
      more={{ label: t('home.dashboard.followsMore'), href: '/settings/follows' }}
    >
      <ul class="list">
        {follows.slice(0, SHOWN_FOLLOWS).map(({ kind, target, title, path }) => (
          <li key={`${kind}:${target}`}>
            <a href={path} dir="auto">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** For somebody who has just joined. */
function Steps({ ui, steps }: { ui: Ui; steps: NewcomerSteps }): VNode {
  const { t } = ui;
  const all = [
    { done: steps.profile, label: t('home.dashboard.stepProfile'), href: '/settings/profile' },
    { done: steps.workspace, label: t('home.dashboard.stepWorkspace'), href: '/workspaces' },
    { done: steps.follow, label: t('home.dashboard.stepFollow'), href: '/help/email' },
    { done: steps.wrote, label: t('home.dashboard.stepWrite'), href: '/discussions' },
  ];
  return (
    <Card title={t('home.dashboard.stepsTitle')} more={{ label: t('home.dashboard.stepHelp'), href: '/help/start' }}>
      <StepList ui={ui} steps={all} />
    </Card>
  );
}
