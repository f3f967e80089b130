import type { VNode } from 'preact';
import { Button, ButtonLink, Form, type FormState, TextArea, textOf } from '../../../ui/public.js';
import { AttachFields } from '../../attachments/public.js';
import type { ShownComment } from '../comments/shown.js';
import { keepOfComment, lastingPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';

export interface CommentFormProps {
  form: FormState;
  post: Post;
  /** The address of the post. */
  path: string;
  answering: ShownComment | null;
}

/** A new comment under a post, or an answer to one. */
export function CommentForm({ form, post, path, answering }: CommentFormProps): VNode {
  const { t } = form.ui;
  return (
    <Form
      form={form}
      action={`${lastingPath(post._id)}/comments`}
      files
      wide
      keep={keepOfComment(post._id, answering?.id)}
      label={t('blogs.comment.yours')}
    >
      <input type="hidden" name="clientId" value={textOf(form, 'clientId')} />
      {answering && <input type="hidden" name="parent" value={answering.id.toHexString()} />}
      <TextArea
        form={form}
        name="text"
        label={answering ? t('blogs.comment.answerTo', { name: answering.author.name }) : t('blogs.comment.yours')}
        hint={t('blogs.markdown')}
        rows={5}
        maxLength={20_000}
      />
      <AttachFields form={form} />
      <div class="row">
        <Button>{answering ? t('blogs.comment.sendAnswer') : t('blogs.comment.send')}</Button>
        {answering && (
          <ButtonLink kind="plain" href={`${path}#comments`}>
            {t('blogs.comment.notAnswer')}
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
