import { z } from 'zod';
import { isLanguage } from '../../platform/i18n/places.js';
import { clientId, line, markdown, objectId, optionalLine, revision, tagNames } from '../../platform/web/input.js';
import { optionalFile } from '../../platform/web/uploads.js';

const MAX_TITLE = 200;
const MAX_TEXT = 100_000;

const language = z.string().refine(isLanguage, { params: { rule: 'choice' } });

const opening = {
  title: line(MAX_TITLE),
  text: markdown(MAX_TEXT),
  tags: tagNames,
  language,
};

export const OpenInput = z.object({ ...opening, clientId: clientId.optional() });
export type OpenInput = z.infer<typeof OpenInput>;

/** Facilitators send no text: it is not theirs. */
export const ChangeInput = z.object({
  ...opening,
  text: opening.text.optional(),
  revision: revision.optional(),
});
export type ChangeInput = z.infer<typeof ChangeInput>;

export const ReplyInput = z.object({
  text: markdown(MAX_TEXT),
  language: language.optional().describe('Without it, that of the discussion if you know it, else your own'),
  clientId: clientId.optional(),
});
export type ReplyInput = z.infer<typeof ReplyInput>;

export const EditReplyInput = ReplyInput.omit({ clientId: true }).extend({ revision: revision.optional() });
export type EditReplyInput = z.infer<typeof EditReplyInput>;

/** What the forms of pages bring beside: programs send a file first, and name its address in the text. */
const enclosed = { file: optionalFile, alt: optionalLine(500) };

export const OpenForm = OpenInput.extend(enclosed);
export type OpenForm = z.infer<typeof OpenForm>;

export const ChangeForm = ChangeInput.extend(enclosed);
export type ChangeForm = z.infer<typeof ChangeForm>;

export const ReplyForm = ReplyInput.extend(enclosed);
export type ReplyForm = z.infer<typeof ReplyForm>;

export const EditReplyForm = EditReplyInput.extend(enclosed);
export type EditReplyForm = z.infer<typeof EditReplyForm>;

/** The address of a workspace; empty is the open forum. */
export const MoveInput = z.object({ to: optionalLine(120) });
export type MoveInput = z.infer<typeof MoveInput>;

const seq = z.coerce.number().int().min(1).max(10_000_000);

export const PlaceParams = z.looseObject({ slug: z.string().max(120).optional() });
export type PlaceParams = z.infer<typeof PlaceParams>;

export const DiscussionParams = z.looseObject({ slug: z.string().max(120).optional(), id: objectId });
export type DiscussionParams = z.infer<typeof DiscussionParams>;

export const ReplyParams = z.looseObject({ slug: z.string().max(120).optional(), id: objectId, seq });
export type ReplyParams = z.infer<typeof ReplyParams>;

/** Which page of a discussion: by number, or the one that holds this reply. Whatever cannot be is the first page. */
export const ThreadQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  reply: seq.optional().catch(undefined),
});
export type ThreadQuery = z.infer<typeof ThreadQuery>;

export const ListQuery = z.object({ after: z.string().max(300).optional().catch(undefined) });
export type ListQuery = z.infer<typeof ListQuery>;

/** What an open page holds: its first and last reply, and those it knows to have been changed (`12.1-15.3`: reply 12, revision 1…). */
export const NewsQuery = z.object({
  from: z.coerce.number().int().min(1).max(10_000_000).default(1),
  after: z.coerce.number().int().min(0).max(10_000_000),
  have: z
    .string()
    .max(4000)
    .regex(/^(\d{1,8}\.\d{1,6}(-\d{1,8}\.\d{1,6})*)?$/)
    .default('')
    .transform(
      (have) =>
        new Map(
          have
            .split('-')
            .filter(Boolean)
            .map((pair) => pair.split('.').map(Number) as [number, number]),
        ),
    ),
});
export type NewsQuery = z.infer<typeof NewsQuery>;

export const ReadingInput = z.object({ seq: z.number().int().min(0).max(10_000_000) });
export type ReadingInput = z.infer<typeof ReadingInput>;
