import { Doc, everyField, isNumeric, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { compile, isOperator } from '../expression/compile.js';
import { fieldParts, type Scope } from '../expression/evaluator.js';
import type { FilterNode } from '../filter/tree.js';
import { isTruthy } from '../numbers.js';
import { show, showElement } from '../show.js';
import {
  type Adjustment,
  elemMatchAdjustment,
  parseSlice,
  positionalAdjustment,
  refuseMeta,
  sliceAdjustment,
} from './find-operators.js';
import { addRule, type ProjectionNode, projectionNode } from './tree.js';

const POSITIONAL_INSIDE =
  "As of 4.4, it's illegal to specify positional operator in the middle of a path." +
  'Positional projection may only be used at the end, for example: a.b.$. If the query previously used a form ' +
  "like a.b.$.d, remove the parts following the '$' and the results will be equivalent.";

export type ProjectionKind = 'inclusion' | 'exclusion';

/** What `find` allows beyond `$project`: `$slice`, `$elemMatch` and the positional `$`. */
export interface FindContext {
  /** The filter that a positional `$` refers to. */
  tree: FilterNode | undefined;
}

export class ProjectionParser {
  readonly root: ProjectionNode = projectionNode();
  readonly adjustments: Adjustment[] = [];
  readonly slices: Adjustment[] = [];
  positional = false;
  private kind: ProjectionKind | undefined;
  private idFlag: boolean | undefined;
  private namesId = false;
  private matchesElements = false;

  constructor(
    private readonly scope: Scope,
    private readonly find: FindContext | undefined,
  ) {}

  /** Reads the whole projection; says whether it includes or excludes. */
  parse(spec: Doc): ProjectionKind {
    this.parseFields(spec, []);
    const kind = this.kind ?? this.defaultKind();
    if (kind === 'inclusion' && !this.namesId) addRule(this.root, ['_id'], { kind: 'flag' });
    if (kind === 'exclusion' && this.idFlag) this.root.fields.delete('_id');
    if (kind === 'inclusion' && this.idFlag === false) this.root.fields.delete('_id');
    return kind;
  }

  private defaultKind(): ProjectionKind {
    if (this.slices.length > 0) return this.idFlag ? 'inclusion' : 'exclusion';
    return this.matchesElements || this.idFlag ? 'inclusion' : 'exclusion';
  }

  private parseFields(spec: Doc, parents: string[]): void {
    for (const [name, value] of everyField(spec)) this.parseField(name, value, parents);
  }

  private parseField(name: string, value: Value, parents: string[]): void {
    if (name.endsWith('.$')) this.addPositional(name, value, parents);
    else if (name.includes('.$.')) throw new MongoError(31394, POSITIONAL_INSIDE);
    else if (value instanceof Doc) this.parseDocument([...parents, ...fieldParts(name)], value);
    else if (isNumeric(value) || typeof value === 'boolean') this.addFlag(name, parents, isTruthy(value));
    else this.addLiteral(name, parents, value);
  }

  private parseDocument(parts: string[], value: Doc): void {
    this.noteId(parts);
    const [first] = value.entries();
    if (!first) {
      throw new MongoError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    }
    const [operator, operand] = first;
    if (value.size === 1 && operator.startsWith('$')) this.addOperator(parts, operator, operand, value);
    else this.parseFields(value, parts);
  }

  private addOperator(parts: string[], operator: string, operand: Value, value: Doc): void {
    if (operator === '$elemMatch') {
      this.addElemMatch(parts, operand);
      return;
    }
    if (operator === '$meta') refuseMeta(operand);
    if (operator === '$slice' && this.find && this.addSlice(parts, operand, value)) return;
    if (!isOperator(operator)) throw new MongoError(31325, `Unknown expression ${operator}`);
    if (this.kind === 'exclusion') {
      throw new MongoError(31252, 'Cannot use expression other than $meta in exclusion projection');
    }
    this.kind = 'inclusion';
    addRule(this.root, parts, { kind: 'computed', evaluate: compile(value, this.scope) });
  }

  private addElemMatch(parts: string[], operand: Value): void {
    if (!this.find) throw new MongoError('InvalidPipelineOperator', 'Cannot use $elemMatch in this context');
    const adjustment = elemMatchAdjustment(parts, operand, this.scope.env);
    if (this.positional) throw new MongoError(31255, 'Cannot specify positional operator and $elemMatch.');
    addRule(this.root, parts, { kind: 'matched' });
    this.adjustments.push(adjustment);
    this.matchesElements = true;
  }

  /** False where the operand is the aggregation operator's. */
  private addSlice(parts: string[], operand: Value, value: Doc): boolean {
    const slice = parseSlice(operand);
    if (slice instanceof MongoError) return this.requireSliceExpression(slice, value);
    addRule(this.root, parts, { kind: 'sliced' });
    this.slices.push(sliceAdjustment(parts, slice.skip, slice.limit));
    return true;
  }

  private requireSliceExpression(failure: MongoError, value: Doc): false {
    try {
      compile(value, this.scope);
      return false;
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      throw new MongoError(
        error.code,
        `Invalid $slice syntax. The given syntax ${show(value)} did not match the find() syntax because :: Location${failure.code}: ${failure.message} :: The given syntax did not match the expression $slice syntax. :: caused by :: ${error.message}`,
      );
    }
  }

  private addPositional(name: string, value: Value, parents: string[]): void {
    if (!this.find) throw new MongoError(31324, 'Cannot use positional projection in aggregation projection');
    if (value instanceof Doc) {
      throw new MongoError(31271, 'positional projection cannot be used with an expression or sub object');
    }
    if (!isNumeric(value) && typeof value !== 'boolean') {
      throw new MongoError(31308, 'positional projection cannot be used with a literal');
    }
    if (!isTruthy(value)) throw new MongoError(31395, 'positional projection cannot be used with exclusion');
    if (this.positional) throw new MongoError(31276, 'Cannot specify more than one positional projection per query.');
    if (this.matchesElements) throw new MongoError(31256, 'Cannot specify positional operator and $elemMatch.');
    const parts = this.positionalPath(name, parents, this.find);
    this.requireKind('inclusion', name);
    this.positional = true;
    addRule(this.root, parts, { kind: 'flag' });
    this.adjustments.push(positionalAdjustment(parts));
  }

  private positionalPath(name: string, parents: string[], { tree }: FindContext): string[] {
    const matched = parents[0] ?? name.split('.', 1)[0] ?? '';
    if (tree && !mentions(tree, matched)) {
      throw new MongoError(31277, `Positional projection '${name}' does not match the query document.`);
    }
    const path = name.slice(0, -'.$'.length);
    if (path.includes('.$')) throw new MongoError(31287, `Cannot use positional operator twice: ${name}`);
    return [...parents, ...fieldParts(path)];
  }

  private addFlag(name: string, parents: string[], included: boolean): void {
    const parts = [...parents, ...fieldParts(name)];
    this.noteId(parts);
    addRule(this.root, parts, { kind: 'flag' });
    if (parts.length === 1 && parts[0] === '_id') this.idFlag = included;
    else this.requireKind(included ? 'inclusion' : 'exclusion', name);
  }

  private addLiteral(name: string, parents: string[], value: Value): void {
    const parts = [...parents, ...fieldParts(name)];
    this.noteId(parts);
    addRule(this.root, parts, { kind: 'computed', evaluate: compile(value, this.scope) });
    if (this.kind === 'exclusion') {
      throw new MongoError(31310, `Cannot use an expression ${showElement(name, value)} in an exclusion projection`);
    }
    this.kind = 'inclusion';
  }

  private noteId(parts: string[]): void {
    if (parts[0] === '_id') this.namesId = true;
  }

  /** The first field decides what the others must be. */
  private requireKind(kind: ProjectionKind, name: string): void {
    this.kind ??= kind;
    if (this.kind === kind) return;
    throw kind === 'exclusion'
      ? new MongoError(31254, `Cannot do exclusion on field ${name} in inclusion projection`)
      : new MongoError(31253, `Cannot do inclusion on field ${name} in exclusion projection`);
  }
}

function mentions(node: FilterNode, field: string): boolean {
  if (node.kind === 'predicate') return node.path.split('.', 1)[0] === field;
  if (node.kind === 'not') return mentions(node.child, field);
  return 'children' in node && node.children.some((child) => mentions(child, field));
}
