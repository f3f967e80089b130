import type { VNode } from 'preact';
import { Button, type Choice, Form, type FormState, PageHeader, Select, type Ui } from '../../../ui/public.js';
import { workspacePath } from '../workspace.model.js';
import type { WorkspaceAround } from '../workspace-home.js';
import { WorkspacePage } from './workspace-page.js';

export interface HandOverPageProps {
  ui: Ui;
  around: WorkspaceAround;
  form: FormState;
  /** Those who may take over, by handle. */
  others: Choice[];
}

/** For the last facilitator on the way out: who looks after the place now? */
export function HandOverPage({ ui, around, form, others }: HandOverPageProps): VNode {
  const { t } = ui;
  const { workspace } = around;
  const path = workspacePath(workspace);
  const title = t('workspaces.handOver.title');
  const alone = others.length === 0;
  return (
    <WorkspacePage ui={ui} around={around} title={title} crumbs={[{ label: title }]}>
      <PageHeader title={title} intro={<p>{t(alone ? 'workspaces.handOver.alone' : 'workspaces.handOver.intro')}</p>} />
      {alone ? (
        <ul>
          <li>
            <a href={`${path}/people#invite`}>{t('workspaces.handOver.invite')}</a>
          </li>
          <li>
            <a href={`${path}/settings`}>{t('workspaces.settings.archive')}</a>
          </li>
        </ul>
      ) : (
        <Form form={form} action={`${path}/membership/end`}>
          <Select
            form={form}
            name="successor"
            label={t('workspaces.handOver.successor')}
            placeholder={t('workspaces.handOver.choose')}
            choices={others}
          />
          <Button>{t('workspaces.handOver.submit')}</Button>
        </Form>
      )}
    </WorkspacePage>
  );
}
