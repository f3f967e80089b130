import type { VNode } from 'preact';
import { DateTime, Entry, EntryList, MemberName, TagList, type Ui } from '../../../ui/public.js';
import type { ShownPost } from '../posts/shown.js';

export interface PostEntriesProps {
  ui: Ui;
  posts: readonly ShownPost[];
  /** Names the workspace of each: where several blogs stand together. */
  placed?: boolean;
  level?: 2 | 3;
}

/** Posts one under another, as the lists of blogs and the homes of workspaces have them. */
export const PostEntries = ({ ui, posts, placed, level }: PostEntriesProps): VNode => (
  <EntryList>
    {posts.map((post) => (
      <PostEntry key={post.id} ui={ui} post={post} placed={placed} level={level} />
    ))}
  </EntryList>
);

function PostEntry({ ui, post, placed, level }: Omit<PostEntriesProps, 'posts'> & { post: ShownPost }): VNode {
  const { t } = ui;
  return (
    <Entry
      title={post.title}
      href={post.path}
      lang={post.language}
      level={level}
      meta={
        <>
          <MemberName person={post.author} />
          {placed && post.place && (
            <>
              {' · '}
              <a href={post.place.path} dir="auto">
                {post.place.name}
              </a>
            </>
          )}
          {post.publishedAt && (
            <>
              {' · '}
              <DateTime ui={ui} date={post.publishedAt} as="day" />
            </>
          )}
          {post.commentCount > 0 && ` · ${t('blogs.comments.count', { count: post.commentCount })}`}
        </>
      }
      foot={<TagList ui={ui} tags={post.tags} />}
    >
      <p>{post.excerpt}</p>
    </Entry>
  );
}
