import { z } from 'zod';
import { line, optionalLine } from '../../platform/web/input.js';

export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email({ pattern: z.regexes.unicodeEmail }));

export const newPassword = z.string().min(10).max(200);

export const SetUpInput = z.object({ community: line(80), name: line(80), email, password: newPassword });
export type SetUpInput = z.infer<typeof SetUpInput>;

export const SignInInput = z.object({
  /** E-mail address or handle. */
  identifier: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(200),
  back: optionalLine(500),
});
export type SignInInput = z.infer<typeof SignInInput>;
