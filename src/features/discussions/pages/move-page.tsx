import type { VNode } from 'preact';
import { Button, Form, type FormState, PageHeader, TextField, type Ui } from '../../../ui/public.js';
import type { WorkspaceAround } from '../../workspaces/public.js';
import type { ShownDiscussion } from '../shown.js';
import { PlacePage } from './place-page.js';

export interface MovePageProps {
  ui: Ui;
  around: WorkspaceAround | null;
  form: FormState;
  discussion: ShownDiscussion;
  action: string;
  /** Addresses of the workspaces that the viewer facilitates. */
  suggestions: readonly string[];
  /** Moderators may bring it to the open forum. */
  forum: boolean;
}

export function MovePage({ ui, around, form, discussion, action, suggestions, forum }: MovePageProps): VNode {
  const { t } = ui;
  const title = t('discussions.move.title');
  return (
    <PlacePage
      ui={ui}
      around={around}
      title={title}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[{ label: discussion.title, href: discussion.path }, { label: title }]}
    >
      <PageHeader title={title} intro={<p>{t('discussions.move.intro')}</p>} />
      <Form form={form} action={action}>
        <TextField
          form={form}
          name="to"
          label={t('discussions.move.to')}
          hint={forum ? t('discussions.move.hintForum') : t('discussions.move.hint')}
          suggestions={suggestions}
          autocomplete="off"
          spellcheck={false}
        />
        <Button>{t('discussions.move.submit')}</Button>
      </Form>
    </PlacePage>
  );
}
