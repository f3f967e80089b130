import { fact } from '../../platform/facts/fact.js';

interface AboutDiscussion {
  discussion: string;
}

interface AboutReply extends AboutDiscussion {
  reply: string;
  seq: number;
}

export const discussionOpened = fact<AboutDiscussion>('discussion.opened');
/** Its title, text, language or tags. */
export const discussionChanged = fact<AboutDiscussion>('discussion.changed');
export const discussionClosed = fact<AboutDiscussion>('discussion.closed');
export const discussionReopened = fact<AboutDiscussion>('discussion.reopened');
export const discussionMoved = fact<AboutDiscussion>('discussion.moved');
export const discussionRemoved = fact<AboutDiscussion>('discussion.removed');

export const replyAdded = fact<AboutReply>('reply.added');
export const replyEdited = fact<AboutReply>('reply.edited');
export const replyRemoved = fact<AboutReply>('reply.removed');
