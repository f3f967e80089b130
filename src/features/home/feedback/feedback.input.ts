import { z } from 'zod';
import { optionalLine, text } from '../../../platform/web/input.js';
import { emailInput } from '../../accounts/public.js';

export const FeedbackInput = z.object({
  text: text(5000),
  name: optionalLine(80),
  email: z.string().trim().default('').pipe(z.literal('').or(emailInput)),
  about: optionalLine(500),
});
export type FeedbackInput = z.infer<typeof FeedbackInput>;

export const AboutQuery = z.object({ about: optionalLine(500) });
export type AboutQuery = z.infer<typeof AboutQuery>;

export const FeedbackParams = z.object({ id: z.string().regex(/^[0-9a-f]{24}$/) });
export type FeedbackParams = z.infer<typeof FeedbackParams>;
