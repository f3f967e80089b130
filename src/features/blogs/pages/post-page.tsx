import type { ComponentChildren, VNode } from 'preact';
import {
  ActionButton,
  Badge,
  ButtonLink,
  CsrfField,
  DangerButton,
  DateTime,
  MemberLine,
  MemberName,
  Notice,
  PageHeader,
  type Person,
  Prose,
  TagList,
  Toolbar,
  type Ui,
} from '../../../ui/public.js';
import { draftPath, lastingPath, postPath, versionsPath } from '../paths.js';
import type { Post } from '../posts/post.model.js';
import type { Linked } from '../posts/related.js';
import type { ShownPost } from '../posts/shown.js';
import { Beside } from './beside.js';
import { BlogFrame, type BlogPlace } from './blog-frame.js';
import { type CommentsProps, CommentsSection } from './comments-section.js';

export interface PostPageProps extends BlogPlace {
  ui: Ui;
  post: Post;
  shown: ShownPost;
  translations: readonly Linked[];
  older: Linked | null;
  newer: Linked | null;
  can: { edit: boolean; history: boolean; takeDown: boolean };
  comments: Omit<CommentsProps, 'ui' | 'post' | 'blog'>;
  subscribe: ComponentChildren;
}

/** One post: who, where, when, the text, and what was answered. */
export function PostPage(props: PostPageProps): VNode {
  const { ui, blog, around, post, shown, comments, subscribe } = props;
  return (
    <BlogFrame
      ui={ui}
      blog={blog}
      around={around}
      title={post.title}
      here={post.title}
      description={post.excerpt}
      canonical={post.slug === undefined ? undefined : postPath(blog.path, post.slug)}
      hidden={post.state !== 'published'}
      invalid={comments.refused}
      subscribe={subscribe}
    >
      <article>
        <PostState {...props} />
        <PageHeader
          title={post.title}
          lang={post.language}
          badges={post.language !== ui.locale && <Badge>{ui.format.language(post.language)}</Badge>}
          intro={<Byline {...props} />}
        />
        <Translations {...props} />
        <Prose html={post.html} lang={post.language} />
        <TagList ui={ui} tags={shown.tags} />
        <PostActions {...props} />
      </article>
      <Beside {...props} />
      <CommentsSection ui={ui} post={post} blog={blog} {...comments} />
    </BlogFrame>
  );
}

/** Who else has a part in the text. */
function Others({
  ui,
  label,
  people,
}: {
  ui: Ui;
  label: 'blogs.post.with' | 'blogs.post.translatedBy';
  people: readonly Person[];
}): VNode | null {
  if (people.length === 0) return null;
  return (
    <p class="quiet">
      {ui.t(label)}{' '}
      {people.map((person, at) => (
        <>
          {at > 0 && ', '}
          <MemberName key={person.name} person={person} />
        </>
      ))}
    </p>
  );
}

function Byline({ ui, blog, post, shown }: PostPageProps): VNode {
  return (
    <>
      <MemberLine ui={ui} person={shown.author}>
        <span class="quiet">
          {blog.workspace && (
            <a href={blog.path} dir="auto">
              {blog.name}
            </a>
          )}
          {post.publishedAt && (
            <>
              {blog.workspace && ' · '}
              <DateTime ui={ui} date={post.publishedAt} />
            </>
          )}
          {post.editedAt && (
            <>
              {' · '}
              {ui.t('blogs.post.edited')} <DateTime ui={ui} date={post.editedAt} as="day" />
            </>
          )}
        </span>
      </MemberLine>
      <Others ui={ui} label="blogs.post.with" people={shown.coauthors} />
      <Others ui={ui} label="blogs.post.translatedBy" people={shown.translators} />
    </>
  );
}

/** For the few who see a post that readers do not. */
function PostState({ ui, post, can }: PostPageProps): VNode | null {
  const { t } = ui;
  if (post.deleted)
    return (
      <Notice>
        <p>{t('blogs.post.isDeleted')}</p>
        {can.takeDown && (
          <ActionButton ui={ui} action={`${lastingPath(post._id)}/restoration`} kind="quiet">
            {t('blogs.restore')}
          </ActionButton>
        )}
      </Notice>
    );
  if (post.state === 'published') return null;
  return (
    <Notice>
      <p>{t('blogs.post.isUnpublished')}</p>
    </Notice>
  );
}

function Translations({ ui, translations }: PostPageProps): VNode | null {
  if (translations.length === 0) return null;
  return (
    <p class="meta">
      {ui.t('blogs.post.translations')}{' '}
      {translations.map(({ title, path, language }, at) => (
        <>
          {at > 0 && ', '}
          <a key={path} href={path} hreflang={language} lang={language} title={title}>
            {ui.format.language(language)}
          </a>
        </>
      ))}
    </p>
  );
}

function PostActions({ ui, post, can }: PostPageProps): VNode | null {
  const { t } = ui;
  if (!can.edit && !can.history && !can.takeDown) return null;
  return (
    <Toolbar>
      {can.edit && (
        <ButtonLink href={draftPath(post._id)} kind="quiet">
          {post.work ? t('blogs.post.continueEdit') : t('blogs.post.edit')}
        </ButtonLink>
      )}
      {can.history && (
        <ButtonLink href={versionsPath(post._id)} kind="plain">
          {t('blogs.post.versions', { count: post.version })}
        </ButtonLink>
      )}
      {can.takeDown && !post.deleted && <TakeDown ui={ui} post={post} />}
    </Toolbar>
  );
}

const TakeDown = ({ ui, post }: Pick<PostPageProps, 'ui' | 'post'>): VNode => (
  <>
    {post.state === 'published' && (
      <ActionButton
        ui={ui}
        action={`${lastingPath(post._id)}/unpublication`}
        kind="plain"
        confirm={ui.t('blogs.unpublish.confirm')}
      >
        {ui.t('blogs.unpublish')}
      </ActionButton>
    )}
    <form method="post" action={`${lastingPath(post._id)}/deletion`} class="action">
      <CsrfField ui={ui} />
      <DangerButton confirm={ui.t('blogs.delete.confirm')}>{ui.t('blogs.delete')}</DangerButton>
    </form>
  </>
);
