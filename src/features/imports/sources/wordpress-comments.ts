import { foldTag } from '../../../platform/text/tags.js';
import { isEmail, type PalabreRecordInput } from '../readers/palabre-records.js';
import { wordpressCommentToMarkdown } from '../readers/wordpress-html.js';
import type { WordpressComment, WordpressItem } from '../readers/wordpress-records.js';
import { dated } from './source.js';
import type { Blog } from './wordpress-source.js';

type CommentItem = { record: PalabreRecordInput } | { left: string };

/** The comments under a post, each after the one that it answers, with those who wrote them. */
export function* commentRecords(item: WordpressItem, blog: Blog): Generator<CommentItem> {
  const shown = new Map(item.comments.filter((one) => whyLeft(one) === undefined).map((one) => [one.id, one]));
  const told = new Set<string>();
  for (const comment of item.comments) {
    const left = whyLeft(comment);
    if (left) yield { left };
    else yield* withAnswered(comment, shown, told, item, blog);
  }
}

function whyLeft({ kind, status }: WordpressComment): string | undefined {
  if (kind === 'pingback' || kind === 'trackback')
    return `${kind}s: notes by a program that another site has a link to a post`;
  if (kind === 'other') return 'comments by plug-ins';
  return status === 'approved' ? undefined : `comments that readers did not see (${status})`;
}

function* withAnswered(
  comment: WordpressComment,
  shown: Map<string, WordpressComment>,
  told: Set<string>,
  item: WordpressItem,
  blog: Blog,
): Generator<CommentItem> {
  if (told.has(comment.id)) return;
  told.add(comment.id);
  const answered = comment.parent === undefined ? undefined : shown.get(comment.parent);
  if (answered) yield* withAnswered(answered, shown, told, item, blog);
  const { member, reference } = authorOf(comment, blog);
  if (member) yield { record: member };
  const text = blog.whole ? wordpressCommentToMarkdown(comment.content) : '';
  yield {
    record: {
      type: 'comment',
      id: comment.id,
      post: item.id,
      ...(answered && { parent: answered.id }),
      author: reference,
      text,
      ...dated(comment.createdAt),
    },
  };
}

interface Commenter {
  /** Somebody known by an address that they typed. */
  member?: PalabreRecordInput;
  reference: string | { id: string; name: string };
}

/** An author of the blog, somebody with an address, or only a name. */
function authorOf({ author, createdAt }: WordpressComment, { logins, language, t }: Blog): Commenter {
  const name = (author.name || t('imports.anonymous')).slice(0, 200);
  const email = author.email.trim().toLowerCase();
  const login = (author.memberId && logins.get(`#${author.memberId}`)) || logins.get(email);
  if (login !== undefined) return { reference: `author:${login}` };
  if (!isEmail(email)) return { reference: { id: `name:${foldTag(name) || name}`, name } };
  const id = `commenter:${email}`;
  const website = /^https?:/.test(author.url) && URL.canParse(author.url) ? { website: author.url } : {};
  const joinedAt = dated(createdAt).createdAt;
  const member = { type: 'member' as const, id, name, email, languages: [language], joinedAt, ...website };
  return { member, reference: id };
}
