import type { VNode } from 'preact';
import {
  ActionButton,
  Button,
  Form,
  type FormState,
  Notice,
  PageHeader,
  TextField,
  type Ui,
} from '../../../ui/public.js';
import { workspacePath } from '../workspace.model.js';
import type { WorkspaceAround } from '../workspace-home.js';
import { WorkspaceFields } from './workspace-fields.js';
import { WorkspacePage } from './workspace-page.js';

export interface SettingsPageProps {
  ui: Ui;
  around: WorkspaceAround;
  form: FormState;
  suggestions: readonly string[];
}

export function SettingsPage({ ui, around, form, suggestions }: SettingsPageProps): VNode {
  const { t } = ui;
  const { workspace } = around;
  const path = workspacePath(workspace);
  return (
    <WorkspacePage
      ui={ui}
      around={around}
      title={t('workspaces.tab.settings')}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[{ label: t('workspaces.tab.settings') }]}
    >
      <PageHeader title={t('workspaces.tab.settings')} />
      {workspace.archived ? (
        <>
          <Notice>{t('workspaces.settings.archived')}</Notice>
          <ActionButton ui={ui} action={`${path}/restoration`}>
            {t('workspaces.settings.restore')}
          </ActionButton>
        </>
      ) : (
        <>
          <Form form={form} action={`${path}/settings`}>
            <WorkspaceFields ui={ui} form={form} suggestions={suggestions} />
            <TextField
              form={form}
              name="slug"
              label={t('workspaces.field.slug')}
              hint={t('workspaces.field.slugHint', { address: `${ui.frame.publicUrl}/workspaces/…` })}
              maxLength={80}
              spellcheck={false}
            />
            <Button>{t('workspaces.settings.submit')}</Button>
          </Form>
          <section aria-labelledby="archive">
            <h2 id="archive">{t('workspaces.settings.archive')}</h2>
            <p>{t('workspaces.settings.archiveHint')}</p>
            <ActionButton
              ui={ui}
              action={`${path}/archiving`}
              kind="danger"
              confirm={t('workspaces.settings.archiveConfirm', { workspace: workspace.name })}
            >
              {t('workspaces.settings.archive')}
            </ActionButton>
          </section>
        </>
      )}
    </WorkspacePage>
  );
}
