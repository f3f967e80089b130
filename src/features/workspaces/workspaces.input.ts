import { z } from 'zod';
import { CursorQuery } from '../../platform/api/api.js';
import { isLanguage } from '../../platform/i18n/places.js';
import { clientId, line, optionalLine, optionalText, tagNames, tagsIfAny, text } from '../../platform/web/input.js';
import { PURPOSES, VISIBILITIES } from './workspace.model.js';

const language = z.string().refine(isLanguage, { params: { rule: 'choice' } });

const description = {
  name: line(120),
  purpose: z.enum(PURPOSES),
  description: optionalText(2000),
  language,
  tags: tagNames,
  visibility: z.enum(VISIBILITIES),
};

/** The same form sent again makes nothing more. */
const once = { clientId: clientId.optional() };

export const NewWorkspace = z.object({ ...description, ...once });
export type NewWorkspace = z.infer<typeof NewWorkspace>;

export const SettingsInput = z.object({
  ...description,
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(80)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
});
export type SettingsInput = z.infer<typeof SettingsInput>;

/** For the API, where what is left out stays as it is. */
export const SettingsPatch = SettingsInput.extend({
  // Without the defaults of a form: what is absent must stay absent.
  description: text(2000).or(z.literal('')),
  tags: tagsIfAny,
}).partial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;

export const WorkspaceRequestInput = z.object({ ...description, ...once, message: optionalText(1000) });
export type WorkspaceRequestInput = z.infer<typeof WorkspaceRequestInput>;

export const DecisionInput = z.object({ reason: optionalText(1000) });
export type DecisionInput = z.infer<typeof DecisionInput>;

/** A form sends an empty choice as ''. */
const anyOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .enum(['', ...values])
    .catch('')
    .optional();

export const WorkspaceQuery = CursorQuery.extend({
  purpose: anyOf(PURPOSES),
  language: z.string().max(3).optional(),
  tag: optionalLine(200),
  state: anyOf(['archived']),
});
export type WorkspaceQuery = z.infer<typeof WorkspaceQuery>;

export const JoinInput = z.object({ message: optionalText(1000) });
export type JoinInput = z.infer<typeof JoinInput>;

/** The handle of who takes over, where the last facilitator leaves. */
export const LeaveInput = z.object({ successor: line(80).optional() });
export type LeaveInput = z.infer<typeof LeaveInput>;

export const MAX_INVITED = 50;

const emailAddress = z
  .string()
  .max(254)
  .pipe(z.email({ pattern: z.regexes.unicodeEmail }));

/** Several addresses at once, as people paste them: with commas, semicolons, spaces or line breaks between; `Name <address>` too. */
export const InviteInput = z.object({
  emails: z
    .preprocess(
      (value) => (typeof value === 'string' ? addressesIn(value) : value),
      z.array(emailAddress).min(1).max(MAX_INVITED),
    )
    .transform((emails) => [...new Set(emails)]),
  message: optionalText(1000),
});
export type InviteInput = z.infer<typeof InviteInput>;

function addressesIn(text: string): string[] {
  const bare = text
    .slice(0, 20_000)
    // A name begins where something else has ended: without that, a long text without an end takes the square of its length.
    .replace(/"[^"]*"|(?<![^"<>,;\n])[^<>,;\n]*<([^<>]*)>/g, (_, address: string = '') => ` ${address} `);
  return bare.split(/[\s,;]+/).filter(Boolean);
}

const Slug = z.string().min(1).max(100);
export const SlugParams = z.object({ slug: Slug });
export type SlugParams = z.infer<typeof SlugParams>;
export const PersonParams = z.object({ slug: Slug, handle: z.string().min(1).max(60) });
export type PersonParams = z.infer<typeof PersonParams>;
