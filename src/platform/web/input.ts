import { z } from 'zod';
import { isRenderable } from '../text/markdown.js';
import { MAX_TAGS, tagFields } from '../text/tags.js';

/** Building blocks for the shapes of bodies and queries: bounded, trimmed, without control characters, halves of characters and what is none. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what is refused
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\p{Cs}]/u;
const noControl = (value: string) => !CONTROL.test(value);

/** Directions that outlive their word and turn what stands beside it, and signs without width by which two names differ unseen. */
const UNSEEN = /[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
/** Beside them: spaces, signs that only join others, and letters that are blank. */
const SEEN = /[^\s\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

const ifSeen = (value: string) => (SEEN.test(value) ? value : '');
const onLine = (value: string) => ifSeen(value.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim());
const onLines = (value: string) => ifSeen(value.replace(/\r\n?/g, '\n').trim());

/** One line, such as a name or a title. */
export const line = (maximum: number) =>
  z.string().transform(onLine).pipe(z.string().min(1).max(maximum).refine(noControl));

/** One line that may be left empty: then it is `''`. */
export const optionalLine = (maximum: number) =>
  z.string().default('').transform(onLine).pipe(z.string().max(maximum).refine(noControl));

/** Text of several lines; white space at the ends goes, line ends become `\n`. */
export const text = (maximum: number) =>
  z.string().transform(onLines).pipe(z.string().min(1).max(maximum).refine(noControl));

export const optionalText = (maximum: number) =>
  z.string().default('').transform(onLines).pipe(z.string().max(maximum).refine(noControl));

const TOO_MUCH_MARKUP = { params: { rule: 'tooMuchMarkup' } };

/** Text with markup, which is rendered while others wait. */
export const markdown = (maximum: number) => text(maximum).refine(isRenderable, TOO_MUCH_MARKUP);
export const optionalMarkdown = (maximum: number) => optionalText(maximum).refine(isRenderable, TOO_MUCH_MARKUP);

/** A checkbox: absent is no. */
export const checkbox = z
  .union([z.literal('yes'), z.literal(true), z.literal(false), z.literal('')])
  .optional()
  .transform((value) => value === 'yes' || value === true);

/** One or several choices of the same name: a form sends one as a string. */
export const several = <T extends z.ZodType>(choice: T, maximum: number) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(choice).max(maximum),
  );

const tagList = z
  .array(z.string().max(200))
  .max(200)
  .transform(tagFields)
  .refine((tags) => tags.length <= MAX_TAGS, { params: { rule: 'tooManyTags' } });

/** Tags: a form sends them on one line with commas between, a program as a list. Each once, in its first spelling. */
export const tagNames = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[,;\n\u060c\u3001\uff0c]/u) : (value ?? [])),
  tagList,
);

/** Where absent is not the same as none. */
export const tagsIfAny = tagList.optional();

export const objectId = z.string().regex(/^[0-9a-f]{24}$/);

/** The state of a text that a form was opened with; who is behind is told so before anything is written over. */
export const revision = z.coerce.number().int().min(0).max(1_000_000_000);

/** The page to come back to; `go` sees that it is one of ours. What cannot be one is no reason to keep somebody out. */
export const wayBack = z.string().max(500).catch('');

/** Made by the browser when a form is first shown, so that sending it twice stores it once. */
export const clientId = z.string().regex(/^[\w-]{8,64}$/);
