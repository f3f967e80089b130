import type { VNode } from 'preact';
import {
  ActionButton,
  ButtonLink,
  type FormState,
  Pager,
  Prose,
  Thread,
  ThreadItem,
  type Ui,
} from '../../../ui/public.js';
import type { Blog } from '../blogs.js';
import type { ShownComment, ShownThread } from '../comments/shown.js';
import { commentAnchor, commentPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import { CommentForm } from './comment-form.js';

export interface CommentsProps {
  ui: Ui;
  post: Post;
  blog: Blog;
  /** The address of the post. */
  path: string;
  threads: readonly ShownThread[];
  next: string | null;
  first: boolean;
  /** null for who may not comment. */
  form: FormState | null;
  /** The comment that the form answers. */
  answering: ShownComment | null;
  /** The form was sent and not taken. */
  refused: boolean;
}

export function CommentsSection(props: CommentsProps): VNode | null {
  const { ui, post, path, threads, next, first, form, answering } = props;
  if (post.state !== 'published') return null;
  const { t } = ui;
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">{t('blogs.comments.title', { count: post.commentCount })}</h2>
      {threads.length > 0 && (
        <Thread label={t('blogs.comments')}>
          {threads.map((thread) => (
            <CommentItem
              key={String(thread.opening.id)}
              ui={ui}
              path={path}
              comment={thread.opening}
              answers={thread.answers}
            />
          ))}
        </Thread>
      )}
      <Pager ui={ui} previous={first ? null : `${path}#comments`} next={next && `${path}?after=${next}#comments`} />
      {form ? <CommentForm form={form} post={post} path={path} answering={answering} /> : <WhoMayComment {...props} />}
    </section>
  );
}

interface ItemProps {
  ui: Ui;
  path: string;
  comment: ShownComment;
  answers?: readonly ShownComment[];
}

function CommentItem({ ui, path, comment, answers = [] }: ItemProps): VNode {
  return (
    <ThreadItem
      ui={ui}
      id={commentAnchor(comment.id)}
      href={commentPath(comment.id)}
      author={comment.author}
      at={comment.at}
      edited={comment.editedAt}
      removed={comment.removed}
      actions={<CommentActions ui={ui} path={path} comment={comment} />}
      answers={
        answers.length > 0 &&
        answers.map((answer) => <CommentItem key={String(answer.id)} ui={ui} path={path} comment={answer} />)
      }
    >
      <Prose small html={comment.html} />
    </ThreadItem>
  );
}

function CommentActions({ ui, path, comment }: Omit<ItemProps, 'answers'>): VNode | null {
  const { t } = ui;
  const { can, author } = comment;
  if (!can.answer && !can.edit && !can.remove) return null;
  return (
    <>
      {can.answer && (
        <ButtonLink
          kind="plain"
          href={`${path}?answer=${comment.id.toHexString()}#comment`}
          label={t('blogs.comment.answerTo', { name: author.name })}
        >
          {t('blogs.comment.answer')}
        </ButtonLink>
      )}
      {can.edit && (
        <ButtonLink kind="plain" href={`${commentPath(comment.id)}/edit`}>
          {t('blogs.comment.edit')}
        </ButtonLink>
      )}
      {can.remove && (
        <ActionButton
          ui={ui}
          action={`${commentPath(comment.id)}/removal`}
          kind="plain"
          confirm={t('blogs.comment.removeConfirm')}
          label={t('blogs.comment.removeOf', { name: author.name })}
        >
          {t('blogs.comment.remove')}
        </ActionButton>
      )}
    </>
  );
}

/** Says what stands between the reader and an answer. */
function WhoMayComment({ ui, blog }: CommentsProps): VNode | null {
  const { t, viewer } = ui;
  if (!viewer)
    return (
      <p>
        <a href={`/sign-in?back=${encodeURIComponent(ui.path)}`}>{t('blogs.comments.signIn')}</a>
      </p>
    );
  if (!blog.workspace || blog.workspace.archived) return null;
  return (
    <p>
      <a href={blog.path.replace(/\/blog$/, '')}>{t('blogs.comments.join', { name: blog.name })}</a>
    </p>
  );
}
