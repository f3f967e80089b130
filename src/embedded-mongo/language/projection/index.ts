import type { Doc } from '../../bson/values.js';
import { currentEnvironment, type Environment } from '../environment.js';
import { Scope } from '../expression/evaluator.js';
import '../expression/index.js';
import type { FilterNode } from '../filter/tree.js';
import { computeFields, excludeFields, includeFields } from './apply.js';
import { type ProjectionKind, ProjectionParser } from './parser.js';
import { hasComputed, type ProjectionNode } from './tree.js';

export interface Projection {
  readonly kind: ProjectionKind;
  /** Whether it has the positional `$`, which needs the filter's `matchArrayIndex`. */
  readonly positional: boolean;
  /** The paths it reads, where it only keeps stored fields; so that an index may cover it. */
  readonly includedPaths: readonly string[] | undefined;
  apply(document: Doc, matchedIndex?: number): Doc;
}

export interface ProjectionOptions {
  env?: Environment;
  /** The filter beside a projection of `find`, which a positional `$` must refer to. */
  tree?: FilterNode;
  /** `$project` takes no `$slice`, `$elemMatch` and positional `$` of `find`. */
  stage?: boolean;
}

export function compileProjection(spec: Doc, options: ProjectionOptions = {}): Projection {
  const { env = currentEnvironment(), tree, stage = false } = options;
  const parser = new ProjectionParser(Scope.of(env), stage ? undefined : { tree });
  const kind = parser.parse(spec);
  const { root } = parser;
  const adjustments = [...parser.adjustments, ...parser.slices];
  const computes = hasComputed(root);
  const pick = kind === 'inclusion' ? includeFields : excludeFields;
  const onlyStored = kind === 'inclusion' && !computes && adjustments.length === 0;
  return {
    kind,
    positional: parser.positional,
    includedPaths: onlyStored ? pathsOf(root, '') : undefined,
    apply(document, matchedIndex) {
      const picked = pick(document, root);
      const computed = computes ? computeFields(picked, root, [document, document]) : picked;
      return adjustments.reduce((result, adjust) => adjust(result, document, matchedIndex), computed);
    },
  };
}

function pathsOf(node: ProjectionNode, prefix: string): string[] {
  return Array.from(node.fields).flatMap(([name, rule]) =>
    rule.kind === 'node' ? pathsOf(rule, `${prefix}${name}.`) : [prefix + name],
  );
}
