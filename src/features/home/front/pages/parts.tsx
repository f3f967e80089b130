import type { VNode } from 'preact';
import { ButtonLink, Card, DateTime, EmptyState, MemberLine, type Ui } from '../../../../ui/public.js';
import { type Workspace, workspacePath } from '../../../workspaces/public.js';
import type { FrontContent } from '../front.js';

export function LatestWorkspaces({ ui, workspaces }: { ui: Ui; workspaces: Workspace[] }): VNode | null {
  const { t } = ui;
  if (workspaces.length === 0) return null;
  return (
    <Card title={t('home.workspaces.latest')} more={{ label: t('home.workspaces.more'), href: '/workspaces' }}>
      <WorkspaceList ui={ui} workspaces={workspaces} />
    </Card>
  );
}

/** By name, and when something last happened there. */
export const WorkspaceList = ({ ui, workspaces }: { ui: Ui; workspaces: Workspace[] }): VNode => (
  <ul class="list">
    {workspaces.map((workspace) => (
      <li key={workspace.slug}>
        <a href={workspacePath(workspace)} lang={workspace.language} dir="auto">
          {workspace.name}
        </a>
        <span class="quiet">
          <DateTime ui={ui} date={workspace.activeAt} as="relative" />
        </span>
      </li>
    ))}
  </ul>
);

/** What to do first, and what of it is done. */
export const StepList = ({ ui, steps }: { ui: Ui; steps: { done: boolean; label: string; href: string }[] }): VNode => (
  <ol class="steps">
    {steps.map(({ done, label, href }) => (
      <li key={label} class={done ? 'step-done' : undefined}>
        {done ? `${label} (${ui.t('home.steps.done')})` : <a href={href}>{label}</a>}
      </li>
    ))}
  </ol>
);

/** By name for members; visitors learn how many there are. */
export function LatestPeople({ ui, content }: { ui: Ui; content: FrontContent }): VNode {
  const { t } = ui;
  const { people, figures } = content;
  if (!ui.viewer) {
    return (
      <Card title={t('home.people.who')} more={{ label: t('people.title'), href: '/people' }}>
        <p>{t('people.figures', { members: figures.members, countries: figures.countries.length })}</p>
      </Card>
    );
  }
  return (
    <Card title={t('home.people.latest')} more={{ label: t('home.people.more'), href: '/people' }}>
      <ul class="people">
        {people.map((person) => (
          <li key={person.handle}>
            <MemberLine ui={ui} person={person} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Nobody has written anything: what to do about it. */
export function NothingYet({ ui }: { ui: Ui }): VNode {
  const { t } = ui;
  if (!ui.viewer) {
    return (
      <EmptyState title={t('home.empty.title')}>
        <p>{t('home.empty.visitor')}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('home.empty.title')}
      action={
        <>
          <ButtonLink href="/discussions/new">{t('home.empty.discuss')}</ButtonLink>
          <ButtonLink href="/workspaces/new" kind="quiet">
            {t('home.empty.workspace')}
          </ButtonLink>
        </>
      }
    >
      <p>{t('home.empty.member')}</p>
    </EmptyState>
  );
}
