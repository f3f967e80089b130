import { z } from 'zod';
import { hugoToMarkdown } from './hugo.js';

const template = z.string().min(1);

/** How one field of ours is filled; a plain string names the source field. Described in docs/import-format.md. */
const rule = z.union([
  z.string().min(1),
  z.strictObject({ value: z.json() }),
  z.strictObject({ template }),
  z.strictObject({
    from: z.string().min(1),
    take: z.enum(['first', 'rest']).optional(),
    values: z.record(z.string(), z.string()).optional(),
    person: template.optional(),
    shortcodes: z.literal('hugo').optional(),
    baseUrl: template.optional(),
    default: z.json().optional(),
  }),
]);

export const recordMapping = z.strictObject({
  type: z.enum([
    'member',
    'workspace',
    'membership',
    'post',
    'comment',
    'discussion',
    'reply',
    'announcement',
    'follow',
    'subscription',
  ]),
  fields: z.record(z.string(), rule),
});

export type RecordMapping = z.output<typeof recordMapping>;
type FieldRule = z.output<typeof rule>;

/** A document of another system as one of ours, not yet checked. */
export function mapRecord(source: unknown, mapping: RecordMapping): Record<string, unknown> {
  const record: Record<string, unknown> = { type: mapping.type };
  for (const [field, fieldRule] of Object.entries(mapping.fields)) {
    const value = valueFor(fieldRule, source);
    if (value !== undefined && value !== null && value !== '') record[field] = value;
  }
  return record;
}

function valueFor(fieldRule: FieldRule, source: unknown): unknown {
  if (typeof fieldRule === 'string') return at(source, fieldRule);
  if ('value' in fieldRule) return fieldRule.value;
  if ('template' in fieldRule) return filled(fieldRule.template, source);
  const { from, take, values, person, shortcodes, baseUrl } = fieldRule;
  let value = at(source, from) ?? fieldRule.default;
  if (take !== undefined && Array.isArray(value)) value = take === 'first' ? (value as unknown[])[0] : value.slice(1);
  if (values !== undefined) value = each(value, (one) => values[String(one)] ?? one);
  if (person !== undefined) value = each(value, (name) => ({ id: person.replaceAll('{}', String(name)), name }));
  if (shortcodes === 'hugo' && typeof value === 'string')
    value = hugoToMarkdown(value, baseUrl && filled(baseUrl, source));
  return value;
}

function each(value: unknown, change: (one: unknown) => unknown): unknown {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? value.map(change) : change(value);
}

/** `a.b` is the field `b` of the field `a`. */
function at(source: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return inside ? (value as Record<string, unknown>)[key] : undefined;
  }, source);
}

/** `{field}` is the source's field, `{date:path}` a date as `2024/08/06`; nothing when a field is missing. */
function filled(text: string, source: unknown): string | undefined {
  let whole = true;
  const result = text.replace(/\{([\w.]+)(:path)?\}/g, (_all, path: string, asPath?: string) => {
    const value = at(source, path);
    if (value === undefined || value === null || typeof value === 'object') whole = false;
    return asPath ? String(value).slice(0, 10).replaceAll('-', '/') : String(value);
  });
  return whole ? result : undefined;
}
