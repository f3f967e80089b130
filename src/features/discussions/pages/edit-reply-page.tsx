import type { VNode } from 'preact';
import { Button, Form, type FormState, Page, PageHeader, Select, TextArea, type Ui } from '../../../ui/public.js';
import type { ShownDiscussion } from '../shown.js';
import { crumbsOf } from './crumbs.js';
import { languageChoices } from './language-choices.js';

export interface EditReplyPageProps {
  ui: Ui;
  form: FormState;
  discussion: ShownDiscussion;
  action: string;
  keep: string;
  language: string;
}

export function EditReplyPage({ ui, form, discussion, action, keep, language }: EditReplyPageProps): VNode {
  const { t } = ui;
  const title = t('discussions.reply.editTitle');
  return (
    <Page
      ui={ui}
      title={title}
      hidden
      invalid={Object.keys(form.errors).length > 0}
      crumbs={[...crumbsOf(ui, discussion.place), { label: discussion.title, href: discussion.path }, { label: title }]}
    >
      <PageHeader title={title} />
      <Form form={form} action={action} keep={keep} wide>
        <TextArea
          form={form}
          name="text"
          label={t('discussions.reply.text')}
          hint={t('discussions.markdownHint')}
          rows={10}
          maxLength={100_000}
        />
        <Select
          form={form}
          name="language"
          label={t('discussions.field.language')}
          choices={languageChoices(ui, [language, discussion.language])}
        />
        <div class="row">
          <Button>{t('discussions.edit.submit')}</Button>
        </div>
      </Form>
    </Page>
  );
}
