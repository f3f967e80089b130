import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { listOf } from '../../platform/api/api.js';
import { workspacePath } from '../workspaces/public.js';
import type { Held } from './discussions.policy.js';
import type { Reply } from './reply.model.js';
import type { ListedDiscussion, ShownReply } from './shown.js';
import { Threads } from './threads.js';

const time = z.iso.datetime();
const revision = z.number().int().describe('Send it back when you change the text: who is behind gets 409');
const PersonShape = z.object({ name: z.string(), handle: z.string().nullable() });

export const ListedShape = z.object({
  id: z.string(),
  path: z.string(),
  title: z.string(),
  language: z.string(),
  author: PersonShape,
  workspace: z.object({ slug: z.string(), name: z.string(), path: z.string() }).nullable(),
  tags: z.array(z.string()),
  openedAt: time,
  activeAt: time,
  replies: z.number().int(),
  closed: z.boolean(),
  pinned: z.boolean(),
});

export const DiscussionShape = ListedShape.extend({
  text: z.string(),
  html: z.string(),
  editedAt: time.nullable(),
  revision,
});

export const ReplyShape = z.object({
  seq: z.number().int().describe('Its place in the discussion: 1, 2, 3… without a gap'),
  path: z.string(),
  author: PersonShape,
  facilitates: z.boolean().describe('They lead the workspace that this is said in'),
  language: z.string(),
  /** null where it was removed. */
  text: z.string().nullable(),
  html: z.string().nullable(),
  at: time,
  editedAt: time.nullable(),
  revision,
  removed: z.boolean(),
});

export const RepliesShape = listOf(ReplyShape);

/** What programmes get. */
@Injectable()
export class ApiAnswers {
  constructor(@Inject(Threads) private readonly threads: Threads) {}

  listed(item: ListedDiscussion): z.input<typeof ListedShape> {
    const { id, title, language, closed, pinned, replyCount } = item;
    return {
      id,
      path: item.path,
      title,
      language,
      author: person(item.author),
      workspace: item.place && { slug: item.place.slug, name: item.place.name, path: workspacePath(item.place) },
      tags: item.tags.map(({ label }) => label),
      openedAt: item.createdAt.toISOString(),
      activeAt: item.activeAt.toISOString(),
      replies: replyCount,
      closed,
      pinned,
    };
  }

  async discussion(held: Held): Promise<z.input<typeof DiscussionShape>> {
    const { discussion } = held;
    const shown = await this.threads.presentDiscussion(held);
    const { activeAt, replyCount } = discussion;
    const listed = { ...shown, activeAt, replyCount, closed: shown.closed !== null, unread: false };
    return {
      ...this.listed(listed),
      text: discussion.source,
      html: discussion.html,
      editedAt: discussion.editedAt?.toISOString() ?? null,
      revision: discussion.revision ?? 0,
    };
  }

  async replies(held: Held, replies: Reply[]): Promise<z.input<typeof ReplyShape>[]> {
    const shown = await this.threads.present(held.discussion, held.place, replies);
    return shown.map((reply, at) => this.shape(reply, replies[at]?.source ?? ''));
  }

  async reply(held: Held, reply: Reply): Promise<z.input<typeof ReplyShape>> {
    return this.shape(await this.threads.presentOne(held, reply), reply.source);
  }

  private shape(reply: ShownReply, source: string): z.input<typeof ReplyShape> {
    const { seq, language, revision, removed } = reply;
    return {
      seq,
      path: reply.path,
      author: person(reply.author),
      facilitates: reply.facilitates,
      language,
      text: removed ? null : source,
      html: removed ? null : reply.html,
      at: reply.at.toISOString(),
      editedAt: reply.edited?.toISOString() ?? null,
      revision,
      removed,
    };
  }
}

const person = ({ name, handle }: { name: string; handle?: string | null }) => ({ name, handle: handle ?? null });
