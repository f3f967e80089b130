import type { VNode } from 'preact';
import { Button, Form, type FormState, Page, PageHeader, TextArea, textOf, type Ui } from '../../../ui/public.js';
import { WorkspaceFields } from './workspace-fields.js';

export interface CreatePageProps {
  ui: Ui;
  form: FormState;
  suggestions: readonly string[];
  /** The site wants to be asked first. */
  asks: boolean;
}

export function CreatePage({ ui, form, suggestions, asks }: CreatePageProps): VNode {
  const { t } = ui;
  const title = asks ? t('workspaces.request.title') : t('workspaces.create.title');
  return (
    <Page
      ui={ui}
      title={title}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[
        { label: t('ui.nav.community'), href: '/community' },
        { label: t('ui.nav.workspaces'), href: '/workspaces' },
        { label: title },
      ]}
    >
      <PageHeader title={title} intro={<p>{asks ? t('workspaces.request.intro') : t('workspaces.create.intro')}</p>} />
      <Form form={form} action={asks ? '/workspaces/requests' : '/workspaces'} keep="workspace">
        <input type="hidden" name="clientId" value={textOf(form, 'clientId')} />
        <WorkspaceFields ui={ui} form={form} suggestions={suggestions} />
        {asks && (
          <TextArea
            form={form}
            name="message"
            label={t('workspaces.request.message')}
            hint={t('workspaces.request.messageHint')}
            rows={4}
            maxLength={1000}
            optional
          />
        )}
        <Button>{asks ? t('workspaces.request.submit') : t('workspaces.create.submit')}</Button>
      </Form>
    </Page>
  );
}
