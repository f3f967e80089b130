import { z } from 'zod';
import { optionalMarkdown } from '../../../platform/web/input.js';
import { TEXT_NAMES } from './site-text.model.js';

const source = optionalMarkdown(20_000);
export const TextInput = z.object({ en: source, fr: source, es: source, pt: source });
export type TextInput = z.infer<typeof TextInput>;

export const NameParams = z.object({ name: z.enum(TEXT_NAMES) });
export type NameParams = z.infer<typeof NameParams>;
