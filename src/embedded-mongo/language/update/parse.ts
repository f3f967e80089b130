import { aliasOf, Doc, everyField, type Value } from '../../bson/values.js';
import { badValue, failedToParse, MongoError } from '../../errors.js';
import type { Environment } from '../environment.js';
import { showElement } from '../show.js';
import type { ArrayFilters } from './array-filters.js';
import { arrayModifiers } from './array-modifiers.js';
import { fieldModifiers } from './field-modifiers.js';
import type { ModifierParser } from './modifier.js';
import { push } from './push.js';
import { addLeaf, identifierOf, type Leaf, type ObjectNode, objectNode } from './tree.js';

const MODIFIERS: ReadonlyMap<string, ModifierParser> = new Map([...fieldModifiers, ...arrayModifiers, ['$push', push]]);

/** Reads `{ $set: {…}, $inc: {…} }` into one tree. */
export function parseModifiers(update: Doc, filters: ArrayFilters, env: Environment): ObjectNode {
  const root = objectNode();
  for (const [operator, fields] of everyField(update)) {
    for (const [field, operand] of everyField(operandFields(operator, fields))) {
      if (operator === '$rename') addRename(root, field, operand);
      else addLeaf(root, updatePath(field, filters), modifierLeaf(operator, field, operand, env));
    }
  }
  filters.requireAllUsed(update);
  return root;
}

function operandFields(operator: string, fields: Value): Doc {
  if (!MODIFIERS.has(operator) && operator !== '$rename') {
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (fields instanceof Doc) return fields;
  throw failedToParse(
    `Modifiers operate on fields but we found type ${aliasOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${showElement(operator, fields)}}`,
  );
}

function modifierLeaf(operator: string, field: string, operand: Value, env: Environment): Leaf {
  const parser = MODIFIERS.get(operator);
  if (!parser) throw new TypeError(`no modifier ${operator}`);
  return { kind: 'modifier', modifier: parser(field, operand, env) };
}

function plainPath(field: string): string[] {
  if (field === '') throw new MongoError('EmptyFieldName', 'An empty update path is not valid.');
  const parts = field.split('.');
  if (parts.includes('')) {
    throw new MongoError(
      'EmptyFieldName',
      `The update path '${field}' contains an empty field name, which is not allowed.`,
    );
  }
  return parts;
}

function updatePath(field: string, filters: ArrayFilters): string[] {
  const parts = plainPath(field);
  if (parts.filter((part) => part === '$').length > 1) {
    throw badValue(`Too many positional (i.e. '$') elements found in path '${field}'`);
  }
  if (parts[0] === '$') {
    throw badValue(`Cannot have positional (i.e. '$') element in the first position in path '${field}'`);
  }
  if (identifierOf(parts[0] ?? '') !== undefined) {
    throw badValue(
      `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${field}'`,
    );
  }
  for (const part of parts) filters.use(identifierOf(part), field);
  return parts;
}

function addRename(root: ObjectNode, field: string, operand: Value): void {
  const shown = showElement(field, operand);
  if (typeof operand !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${shown}`);
  if (operand.includes('\0')) throw badValue("The 'to' field for $rename cannot contain an embedded null byte");
  const from = plainPath(field);
  const to = plainPath(operand);
  if (field === operand) throw badValue(`The source and target field for $rename must differ: ${shown}`);
  if (isPrefix(from, to) || isPrefix(to, from)) {
    throw badValue(`The source and target field for $rename must not be on the same path: ${shown}`);
  }
  if (from.some(isDynamic)) throw badValue(`The source field for $rename may not be dynamic: ${field}`);
  if (to.some(isDynamic)) throw badValue(`The destination field for $rename may not be dynamic: ${operand}`);
  addLeaf(root, from, { kind: 'taken' });
  addLeaf(root, to, { kind: 'rename', from });
}

function isPrefix(shorter: string[], longer: string[]): boolean {
  return shorter.length < longer.length && shorter.every((part, index) => part === longer[index]);
}

function isDynamic(part: string): boolean {
  return part === '$' || identifierOf(part) !== undefined;
}
