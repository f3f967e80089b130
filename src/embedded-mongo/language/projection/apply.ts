import { Doc, type Value } from '../../bson/values.js';
import type { Frame } from '../expression/evaluator.js';
import { type FieldRule, hasComputed, type ProjectionNode } from './tree.js';

/** Keeps only the fields of the tree; documents in arrays are looked into, plain values there are left out. */
export function includeFields(document: Doc, node: ProjectionNode): Doc {
  const result = new Doc();
  for (const [name, value] of document) {
    const rule = node.fields.get(name);
    if (rule?.kind === 'flag' || rule?.kind === 'sliced') result.set(name, value);
    else if (rule?.kind === 'node') {
      const inner = includeWithin(value, rule);
      if (inner !== undefined) result.set(name, inner);
    }
  }
  return result;
}

function includeWithin(value: Value, node: ProjectionNode): Value | undefined {
  if (value instanceof Doc) return includeFields(value, node);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) => {
    const inner = includeWithin(item, node);
    return inner === undefined ? [] : [inner];
  });
}

/** Drops the fields of the tree. */
export function excludeFields(document: Doc, node: ProjectionNode): Doc {
  const result = new Doc();
  for (const [name, value] of document) {
    const rule = node.fields.get(name);
    if (rule?.kind === 'node') result.set(name, excludeWithin(value, rule));
    else if (rule?.kind !== 'flag') result.set(name, value);
  }
  return result;
}

function excludeWithin(value: Value, node: ProjectionNode): Value {
  if (value instanceof Doc) return excludeFields(value, node);
  return Array.isArray(value) ? value.map((item) => excludeWithin(item, node)) : value;
}

/** Sets the computed fields of the tree, making documents where the path needs them. */
export function computeFields(document: Doc, node: ProjectionNode, frame: Frame): Doc {
  const result = new Doc(document);
  for (const [name, rule] of node.fields) {
    const value = computedValue(result.get(name), rule, frame);
    if (value === UNTOUCHED) continue;
    if (value === undefined) result.delete(name);
    else result.set(name, value);
  }
  return result;
}

const UNTOUCHED = Symbol('untouched');

function computedValue(value: Value | undefined, rule: FieldRule, frame: Frame): Value | undefined | typeof UNTOUCHED {
  if (rule.kind === 'computed') return rule.evaluate(frame);
  return rule.kind === 'node' && hasComputed(rule) ? computeWithin(value, rule, frame) : UNTOUCHED;
}

function computeWithin(value: Value | undefined, node: ProjectionNode, frame: Frame): Value {
  if (Array.isArray(value)) return value.map((item) => computeWithin(item, node, frame));
  return computeFields(value instanceof Doc ? value : new Doc(), node, frame);
}
