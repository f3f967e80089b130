import type { VNode } from 'preact';
import {
  Button,
  Form,
  type FormState,
  LanguageSelect,
  PageHeader,
  TextArea,
  textOf,
  type Ui,
} from '../../../ui/public.js';
import { AttachFields } from '../../attachments/public.js';
import type { WorkspaceAround } from '../../workspaces/public.js';
import type { ShownDiscussion } from '../shown.js';
import { PlacePage } from './place-page.js';

export interface EditReplyPageProps {
  ui: Ui;
  around: WorkspaceAround | null;
  form: FormState;
  discussion: ShownDiscussion;
  action: string;
  keep: string;
}

export function EditReplyPage({ ui, around, form, discussion, action, keep }: EditReplyPageProps): VNode {
  const { t } = ui;
  const title = t('discussions.reply.editTitle');
  return (
    <PlacePage
      ui={ui}
      around={around}
      title={title}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[{ label: discussion.title, href: discussion.path }, { label: title }]}
    >
      <PageHeader title={title} />
      <Form form={form} action={action} files keep={keep} wide>
        <input type="hidden" name="revision" value={textOf(form, 'revision')} />
        <TextArea
          form={form}
          name="text"
          label={t('discussions.reply.text')}
          hint={t('discussions.markdownHint')}
          rows={10}
          maxLength={100_000}
        />
        <AttachFields form={form} />
        <LanguageSelect form={form} name="language" label={t('discussions.field.language')} />
        <div class="row">
          <Button>{t('discussions.edit.submit')}</Button>
        </div>
      </Form>
    </PlacePage>
  );
}
