import type { ComponentChildren, VNode } from 'preact';
import { shorten } from '../../../platform/text/plain-text.js';
import { tagPath } from '../../../platform/text/tags.js';
import { Badge, DateTime, Entry, TagList, type Ui } from '../../../ui/public.js';
import { type Workspace, workspacePath } from '../workspace.model.js';
import { WorkspaceBadges } from './workspace-page.js';

const EXCERPT = 220;

export interface WorkspaceEntryProps {
  ui: Ui;
  workspace: Workspace;
  level?: 2 | 3;
  /** The viewer leads it. */
  leads?: boolean;
  children?: ComponentChildren;
}

/** A workspace in a list. */
export function WorkspaceEntry({ ui, workspace, level = 2, leads, children }: WorkspaceEntryProps): VNode {
  const { t } = ui;
  const { name, language, purpose, description, memberCount, activeAt, tags } = workspace;
  return (
    <Entry
      level={level}
      title={name}
      href={workspacePath(workspace)}
      lang={language}
      badges={
        <>
          <WorkspaceBadges ui={ui} workspace={workspace} />
          {leads && <Badge kind="leaf">{t('workspaces.role.facilitator')}</Badge>}
        </>
      }
      meta={
        <>
          {t(`workspaces.purpose.${purpose}`)}
          {' · '}
          {t('workspaces.members', { count: memberCount })}
          {language !== ui.locale && ` · ${ui.format.language(language)}`}
          {' · '}
          {t('workspaces.active')} <DateTime ui={ui} date={activeAt} as="relative" />
        </>
      }
      foot={
        <>
          {tags.length > 0 && (
            <TagList ui={ui} tags={tags.map((tag) => ({ label: tag.name, href: tagPath(tag.key) }))} />
          )}
          {children}
        </>
      }
    >
      {description && <p>{shorten(description, EXCERPT)}</p>}
    </Entry>
  );
}
