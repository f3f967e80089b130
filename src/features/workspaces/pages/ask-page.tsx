import type { VNode } from 'preact';
import { Button, Form, type FormState, PageHeader, TextArea, type Ui } from '../../../ui/public.js';
import { workspacePath } from '../workspace.model.js';
import type { WorkspaceAround } from '../workspace-home.js';
import { WorkspacePage } from './workspace-page.js';

export function AskPage({ ui, around, form }: { ui: Ui; around: WorkspaceAround; form: FormState }): VNode {
  const { t } = ui;
  const path = workspacePath(around.workspace);
  return (
    <WorkspacePage
      ui={ui}
      around={around}
      title={t('workspaces.ask.title')}
      crumbs={[{ label: t('workspaces.ask.title') }]}
    >
      <PageHeader title={t('workspaces.ask.title')} intro={<p>{t('workspaces.ask.intro')}</p>} />
      <Form form={form} action={`${path}/membership`} keep={`ask-${around.workspace.slug}`}>
        <TextArea
          form={form}
          name="message"
          label={t('workspaces.ask.message')}
          hint={t('workspaces.ask.messageHint')}
          rows={4}
          maxLength={1000}
          optional
        />
        <Button>{t('workspaces.ask.submit')}</Button>
      </Form>
    </WorkspacePage>
  );
}
