import { fact } from '../../platform/facts/fact.js';

interface AboutPost {
  post: string;
}

interface AboutComment extends AboutPost {
  comment: string;
}

/** `first` is false when it comes back after it was unpublished: followers have heard of it already. */
export const postPublished = fact<AboutPost & { first: boolean }>('post.published');
export const postEdited = fact<AboutPost & { version: number; minor: boolean }>('post.edited');
export const postUnpublished = fact<AboutPost>('post.unpublished');
export const postDeleted = fact<AboutPost>('post.deleted');
/** Taken back from the deleted ones, as it was. */
export const postRestored = fact<AboutPost>('post.restored');

export const commentAdded = fact<AboutComment>('comment.added');
export const commentEdited = fact<AboutComment>('comment.edited');
export const commentRemoved = fact<AboutComment>('comment.removed');
