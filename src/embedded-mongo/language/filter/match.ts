import { Doc, type Value } from '../../bson/values.js';
import { ArrayFields, type Fields, visitPath } from './path.js';
import type { FilterNode, Predicate } from './tree.js';
import { type ValueTest, valueTest } from './value-test.js';

/** Where the last array that was searched matched, for the positional `$`. */
export interface Found {
  arrayIndex: number;
}

type Test = (fields: Fields, found: Found | null) => boolean;
type ExpressionTest = (expression: Value) => (root: Fields) => boolean;

/** Turns a filter into one function of a document. */
export function compileTree(node: FilterNode, expressionTest: ExpressionTest): Test {
  switch (node.kind) {
    case 'and':
      return every(node.children.map((child) => compileTree(child, expressionTest)));
    case 'or':
      return some(node.children.map((child) => compileTree(child, expressionTest)));
    case 'nor': {
      const any = some(node.children.map((child) => compileTree(child, expressionTest)));
      return (fields) => !any(fields, null);
    }
    case 'not': {
      const test = compileTree(node.child, expressionTest);
      return (fields) => !test(fields, null);
    }
    case 'always':
      return () => node.value;
    case 'expr': {
      const test = expressionTest(node.expression);
      return (fields) => test(fields);
    }
    default:
      return compilePredicate(node, expressionTest);
  }
}

function every(tests: Test[]): Test {
  const [first, second] = tests;
  if (first && tests.length === 1) return first;
  if (first && second && tests.length === 2) return (fields, found) => first(fields, found) && second(fields, found);
  return (fields, found) => tests.every((test) => test(fields, found));
}

function some(tests: Test[]): Test {
  return (fields, found) => tests.some((test) => test(fields, found));
}

function compilePredicate(node: Predicate, expressionTest: ExpressionTest): Test {
  const path = node.path.split('.');
  if (node.operator === '$elemMatch') return compileElemMatch(path, elementTest(node, expressionTest));
  const test = valueTest(node);
  if (path.length === 1 && node.operator !== '$size') return compileField(node.path, test);
  const intoLeaf = node.operator !== '$size';
  return (fields, found) =>
    visitPath(fields, path, 0, intoLeaf, (value, arrayIndex) => {
      if (!test(value)) return false;
      if (found && arrayIndex >= 0) found.arrayIndex = arrayIndex;
      return true;
    });
}

function compileField(field: string, test: ValueTest): Test {
  return (fields, found) => {
    const value = fields.get(field);
    if (!Array.isArray(value)) return test(value);
    const arrayIndex = value.findIndex(test);
    if (arrayIndex < 0) return test(value);
    if (found) found.arrayIndex = arrayIndex;
    return true;
  };
}

type ElementTest = (item: Value) => boolean;

function compileElemMatch(path: string[], test: ElementTest): Test {
  return (fields, found) =>
    visitPath(fields, path, 0, false, (value, arrayIndex) => {
      const index = Array.isArray(value) ? value.findIndex(test) : -1;
      if (index < 0) return false;
      if (found) found.arrayIndex = arrayIndex >= 0 ? arrayIndex : index;
      return true;
    });
}

function elementTest(node: Predicate & { operator: '$elemMatch' }, expressionTest: ExpressionTest): ElementTest {
  if (node.of === 'value') return compileValueTree(node.child, expressionTest);
  const test = compileTree(node.child, expressionTest);
  return (item) => {
    if (item instanceof Doc) return test(item, null);
    return Array.isArray(item) && test(new ArrayFields(item), null);
  };
}

/** The operators of `$elemMatch: { $gt: 5 }`, which look at the element itself. */
function compileValueTree(node: FilterNode, expressionTest: ExpressionTest): ValueTest {
  if (node.kind === 'not') {
    const test = compileValueTree(node.child, expressionTest);
    return (value) => !test(value);
  }
  if (node.kind === 'and' || node.kind === 'or') {
    const tests = node.children.map((child) => compileValueTree(child, expressionTest));
    return node.kind === 'and'
      ? (value) => tests.every((test) => test(value))
      : (value) => tests.some((test) => test(value));
  }
  if (node.kind === 'always') return () => node.value;
  if (node.kind !== 'predicate') throw new TypeError(`A ${node.kind} cannot test a value`);
  if (node.operator !== '$elemMatch') return valueTest(node);
  const test = elementTest(node, expressionTest);
  return (value) => Array.isArray(value) && value.some(test);
}
