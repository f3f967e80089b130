import { aliasOf, Doc, everyField, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Environment } from '../environment.js';
import { compile } from '../expression/compile.js';
import { fieldParts, Scope } from '../expression/evaluator.js';
import { compileExpression } from '../expression/index.js';
import { compileFilter } from '../filter/index.js';
import { computeFields, excludeFields } from '../projection/apply.js';
import { compileProjection } from '../projection/index.js';
import { addRule, type ProjectionNode, projectionNode } from '../projection/tree.js';
import { show } from '../show.js';
import { each, type StageParser, within } from './stage.js';

export type DocumentTransform = (document: Doc) => Doc;
/** A stage that only changes documents one by one, as updates with pipelines use them too. */
type TransformParser = (operand: Value, env: Environment, name: string) => DocumentTransform;

const match: StageParser = (operand, env) => {
  if (!(operand instanceof Doc)) throw new MongoError(15959, 'the match filter must be an expression in an object');
  const matcher = compileFilter(operand, env);
  return each((document) => (matcher.matches(document) ? document : undefined));
};

const project: TransformParser = (operand, env) => {
  if (!(operand instanceof Doc)) throw new MongoError(15969, '$project specification must be an object');
  if (operand.size === 0) {
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  const projection = within('$project', () => compileProjection(operand, { env, stage: true }));
  return (document) => projection.apply(document);
};

const addFields: TransformParser = (operand, env, name) => {
  if (!(operand instanceof Doc)) {
    throw new MongoError(40272, `${name} specification stage must be an object, got ${aliasOf(operand)}`);
  }
  if (operand.size === 0) {
    throw new MongoError(40177, `Invalid ${name} :: caused by :: specification must have at least one field`);
  }
  const tree = within(name, () => computedFields(operand, Scope.of(env)));
  return (document) => computeFields(document, tree, [document, document]);
};

function computedFields(spec: Doc, scope: Scope): ProjectionNode {
  const root = projectionNode();
  const parse = (fields: Doc, parents: string[]): void => {
    for (const [name, value] of everyField(fields)) {
      const parts = [...parents, ...fieldParts(name)];
      if (isNested(value)) parse(value, parts);
      else addRule(root, parts, { kind: 'computed', evaluate: compile(value, scope) });
    }
  };
  parse(spec, []);
  return root;
}

function isNested(value: Value): value is Doc {
  return value instanceof Doc && value.size > 0 && !value.keys().next().value?.startsWith('$');
}

const unset: TransformParser = (operand) => {
  const fields = Array.isArray(operand) ? operand : [operand];
  if (!Array.isArray(operand) && typeof operand !== 'string') {
    throw new MongoError(31002, '$unset specification must be a string or an array');
  }
  if (fields.length === 0) {
    throw new MongoError(31119, '$unset specification must be a string or an array with at least one field');
  }
  const names = fields.map(unsetField);
  const root = within('$unset', () => unsetTree(names));
  return (document) => excludeFields(document, root);
};

function unsetTree(fields: string[]): ProjectionNode {
  const root = projectionNode();
  for (const field of fields) addRule(root, fieldParts(field), { kind: 'flag' });
  return root;
}

function unsetField(field: Value): string {
  if (typeof field === 'string') return field;
  throw new MongoError(31120, '$unset specification must be a string or an array containing only string values');
}

const replaceRoot: TransformParser = (operand, env) => {
  if (!(operand instanceof Doc)) {
    throw new MongoError(40229, `expected an object as specification for $replaceRoot stage, got ${aliasOf(operand)}`);
  }
  const newRoot = operand.get('newRoot');
  for (const name of operand.keys()) {
    if (name !== 'newRoot') throw new MongoError(40415, `BSON field '$replaceRoot.${name}' is an unknown field.`);
  }
  if (newRoot === undefined) {
    throw new MongoError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  }
  return replaceWith(newRoot, env, "'newRoot' expression ");
};

function replaceWith(expression: Value, env: Environment, what: string): DocumentTransform {
  const evaluate = compileExpression(expression, env);
  return (document) => {
    const result = evaluate(document);
    if (result instanceof Doc) return result;
    const shown = result === undefined ? 'MISSING' : show(result);
    const type = result === undefined ? 'missing' : aliasOf(result);
    throw new MongoError(
      40228,
      `${what} must evaluate to an object, but resulting value was: ${shown}. Type of resulting value: '${type}'. Input document: ${show(document)}`,
    );
  };
}

export const transforms: ReadonlyMap<string, TransformParser> = new Map<string, TransformParser>([
  ['$project', project],
  ['$addFields', addFields],
  ['$set', addFields],
  ['$unset', unset],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', (operand, env) => replaceWith(operand, env, "'replacement document'")],
]);

export const documentStages: ReadonlyMap<string, StageParser> = new Map<string, StageParser>([
  ['$match', match],
  ...Array.from(transforms, ([name, parser]): [string, StageParser] => [
    name,
    (operand, env, stage) => each(parser(operand, env, stage)),
  ]),
]);
