import type { VNode } from 'preact';
import { Button, ButtonLink, Form, type FormState, Page, PageHeader, TextArea, textOf } from '../../../ui/public.js';
import { AttachFields } from '../../attachments/public.js';
import type { Comment } from '../comments/comment.model.js';
import { commentPath } from '../paths.js';

export function CommentEditPage({ form, comment }: { form: FormState; comment: Pick<Comment, '_id'> }): VNode {
  const { ui } = form;
  const { t } = ui;
  const path = commentPath(comment._id);
  return (
    <Page ui={ui} title={t('blogs.comment.editTitle')} hidden invalid={Object.keys(form.errors).length > 0}>
      <PageHeader title={t('blogs.comment.editTitle')} />
      <Form form={form} action={path} files wide keep={`comment-edit:${comment._id.toHexString()}`}>
        <input type="hidden" name="revision" value={textOf(form, 'revision')} />
        <TextArea
          form={form}
          name="text"
          label={t('blogs.comment.yours')}
          hint={t('blogs.markdown')}
          rows={8}
          maxLength={20_000}
        />
        <AttachFields form={form} />
        <div class="row">
          <Button>{t('blogs.comment.save')}</Button>
          <ButtonLink kind="plain" href={path}>
            {t('blogs.back')}
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}
