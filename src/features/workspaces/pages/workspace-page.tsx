import type { ComponentChildren, VNode } from 'preact';
import { Badge, Page, type PageProps, Tabs, type Ui } from '../../../ui/public.js';
import { type Workspace, workspacePath } from '../workspace.model.js';
import type { WorkspaceAround } from '../workspace-home.js';
import { workspaceRules } from '../workspaces.policy.js';

export interface WorkspacePageProps
  extends Pick<
    PageProps,
    'canonical' | 'feeds' | 'cloud' | 'side' | 'subscribe' | 'scripts' | 'hidden' | 'invalid' | 'crumbs'
  > {
  ui: Ui;
  /** `workspaceHome.around(viewer, workspace)`. */
  around: WorkspaceAround;
  /** Of this page; the name of the workspace is added. */
  title: string;
  description?: string;
  /** Where the page shows the name of the workspace itself, as its heading. */
  home?: boolean;
  children: ComponentChildren;
}

/** Every page of a workspace: its name, its tabs, and below them the page with its own heading. */
export function WorkspacePage({ ui, around, title, home, crumbs = [], children, ...page }: WorkspacePageProps): VNode {
  const { workspace } = around;
  const path = workspacePath(workspace);
  return (
    <Page
      {...page}
      ui={ui}
      title={home ? workspace.name : `${title} · ${workspace.name}`}
      hidden={page.hidden || workspace.visibility !== 'public'}
      crumbs={[
        { label: ui.t('ui.nav.community'), href: '/community' },
        { label: ui.t('ui.nav.workspaces'), href: '/workspaces' },
        ...(home ? [{ label: workspace.name }] : [{ label: workspace.name, href: path }, ...crumbs]),
      ]}
    >
      {home ? null : <Name ui={ui} workspace={workspace} />}
      {home ? null : <WorkspaceTabs ui={ui} around={around} />}
      {children}
    </Page>
  );
}

function Name({ ui, workspace }: { ui: Ui; workspace: Workspace }): VNode {
  return (
    <div class="place-name">
      <a href={workspacePath(workspace)} lang={workspace.language} dir="auto">
        {workspace.name}
      </a>
      <WorkspaceBadges ui={ui} workspace={workspace} />
    </div>
  );
}

/** Who may read here, and whether it is closed. */
export function WorkspaceBadges({ ui, workspace }: { ui: Ui; workspace: Workspace }): VNode {
  return (
    <>
      {workspace.visibility !== 'public' && <Badge>{ui.t(`workspaces.visibility.${workspace.visibility}`)}</Badge>}
      {workspace.archived && <Badge kind="earth">{ui.t('workspaces.archived')}</Badge>}
    </>
  );
}

export function WorkspaceTabs({ ui, around }: { ui: Ui; around: WorkspaceAround }): VNode {
  const { workspace, viewer, sections, waiting } = around;
  const path = workspacePath(workspace);
  const plugged = sections.flatMap((section) => section.tab?.(ui, workspace) ?? []);
  return (
    <Tabs
      ui={ui}
      label={workspace.name}
      tabs={[
        { label: ui.t('workspaces.tab.home'), href: path },
        ...plugged,
        { label: ui.t('workspaces.tab.people'), href: `${path}/people`, count: waiting },
        ...(workspaceRules.facilitate(viewer, workspace)
          ? [{ label: ui.t('workspaces.tab.settings'), href: `${path}/settings` }]
          : []),
      ]}
    />
  );
}
