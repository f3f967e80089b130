import { Doc, isNumeric, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { currentEnvironment, type Environment } from '../environment.js';
import { compile, constant } from '../expression/compile.js';
import { type Evaluator, fieldParts, Scope } from '../expression/evaluator.js';
import '../expression/index.js';
import { isTruthy } from '../numbers.js';
import { computeFields, excludeFields, includeFields } from './apply.js';
import {
  type Adjustment,
  elemMatchAdjustment,
  parseSlice,
  positionalAdjustment,
  refuseMeta,
  sliceAdjustment,
} from './find-operators.js';
import { addRule, hasComputed, type ProjectionNode, projectionNode } from './tree.js';

export interface Projection {
  readonly kind: 'inclusion' | 'exclusion';
  /** Whether it has the positional `$`, which needs the filter's `matchArrayIndex`. */
  readonly positional: boolean;
  /** The paths it reads, where it only keeps stored fields; so that an index may cover it. */
  readonly includedPaths: readonly string[] | undefined;
  apply(document: Doc, matchedIndex?: number): Doc;
}

export interface ProjectionOptions {
  env?: Environment;
  /** `$project` takes no `$slice`, `$elemMatch` and positional `$` of `find`. */
  stage?: boolean;
}

export function compileProjection(
  spec: Doc,
  { env = currentEnvironment(), stage = false }: ProjectionOptions = {},
): Projection {
  const parser = new ProjectionParser(Scope.of(env), stage);
  parser.parseFields(spec, []);
  return parser.finish();
}

type Kind = 'inclusion' | 'exclusion';

class ProjectionParser {
  private kind: Kind | undefined;
  private idFlag: boolean | undefined;
  private positional = false;
  private readonly root: ProjectionNode = projectionNode();
  private readonly adjustments: Adjustment[] = [];
  private readonly slices: { parts: string[]; adjustment: Adjustment }[] = [];
  private readonly paths: string[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly stage: boolean,
  ) {}

  parseFields(spec: Doc, parents: string[]): void {
    for (const [name, value] of spec) this.parseField(name, value, parents);
  }

  private parseField(name: string, value: Value, parents: string[]): void {
    if (!this.stage && name.endsWith('.$')) {
      this.addPositional([...parents, ...fieldParts(name.slice(0, -2))], value);
      return;
    }
    const parts = [...parents, ...fieldParts(name)];
    if (isNumeric(value) || typeof value === 'boolean') this.addFlag(parts, isTruthy(value));
    else if (value instanceof Doc) this.parseDocument(parts, value);
    else this.addComputed(parts, compile(value, this.scope));
  }

  private parseDocument(parts: string[], value: Doc): void {
    const [first] = value.entries();
    if (!first) {
      throw new MongoError(
        51270,
        `An empty sub-projection is not a valid value. Found empty object at path ${parts.join('.')}`,
      );
    }
    if (!first[0].startsWith('$')) this.parseFields(value, parts);
    else if (this.stage || !this.parseFindOperator(parts, first[0], first[1])) {
      this.addComputed(parts, compile(value, this.scope));
    }
  }

  private parseFindOperator(parts: string[], operator: string, operand: Value): boolean {
    if (operator === '$meta') refuseMeta(operand);
    if (operator === '$elemMatch') {
      this.require('inclusion', parts);
      addRule(this.root, parts, { kind: 'computed', evaluate: constant(null) });
      this.adjustments.push(elemMatchAdjustment(parts, operand, this.scope.env));
      return true;
    }
    const slice = operator === '$slice' ? parseSlice(operand) : undefined;
    if (!slice) return false;
    this.paths.push(parts.join('.'));
    this.slices.push({ parts, adjustment: sliceAdjustment(parts, slice.skip, slice.limit) });
    return true;
  }

  private addPositional(parts: string[], value: Value): void {
    if (!isTruthy(value)) throw new MongoError(31395, 'positional projection cannot be used with exclusion');
    if (this.positional) throw new MongoError(31276, 'Cannot specify more than one positional projection per query.');
    this.require('inclusion', parts);
    this.positional = true;
    addRule(this.root, parts, { kind: 'flag' });
    this.adjustments.push(positionalAdjustment(parts));
  }

  private addFlag(parts: string[], included: boolean): void {
    if (parts.length === 1 && parts[0] === '_id') {
      if (this.idFlag !== undefined) throw new MongoError(31250, 'Path collision at _id');
      this.idFlag = included;
      return;
    }
    this.require(included ? 'inclusion' : 'exclusion', parts);
    addRule(this.root, parts, { kind: 'flag' });
    this.paths.push(parts.join('.'));
  }

  private addComputed(parts: string[], evaluate: Evaluator): void {
    this.require('inclusion', parts);
    addRule(this.root, parts, { kind: 'computed', evaluate });
  }

  /** The first field decides what the others must be. */
  private require(kind: Kind, parts: string[]): void {
    this.kind ??= kind;
    if (this.kind === kind) return;
    const path = parts.join('.');
    throw kind === 'exclusion'
      ? new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
      : new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
  }

  finish(): Projection {
    const kind = this.kind ?? (this.idFlag ? 'inclusion' : 'exclusion');
    const { root } = this;
    this.addId(kind);
    this.addSlices(kind);
    const adjustments = [...this.adjustments, ...this.slices.map(({ adjustment }) => adjustment)];
    const computes = hasComputed(root);
    const pick = kind === 'inclusion' ? includeFields : excludeFields;
    return {
      kind,
      positional: this.positional,
      includedPaths: kind === 'inclusion' && !computes && adjustments.length === 0 ? this.coveredPaths() : undefined,
      apply(document, matchedIndex) {
        const picked = pick(document, root);
        const computed = computes ? computeFields(picked, root, [document, document]) : picked;
        return adjustments.reduce((result, adjust) => adjust(result, document, matchedIndex), computed);
      },
    };
  }

  private addId(kind: Kind): void {
    const included = this.idFlag ?? true;
    const known = this.root.fields.has('_id');
    if (known && this.idFlag !== undefined) throw new MongoError(31250, 'Path collision at _id');
    if (!known && included === (kind === 'inclusion')) addRule(this.root, ['_id'], { kind: 'flag' });
  }

  /** A slice keeps its field in an inclusion, and says nothing of the others. */
  private addSlices(kind: Kind): void {
    for (const { parts } of this.slices) {
      if (kind === 'inclusion') addRule(this.root, parts, { kind: 'flag' });
    }
  }

  private coveredPaths(): string[] {
    return this.root.fields.has('_id') ? ['_id', ...this.paths] : this.paths;
  }
}
