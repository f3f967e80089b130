import { Doc, type Value } from '../../bson/values.js';
import { badValue, failedToParse, inContext } from '../../errors.js';
import type { Environment } from '../environment.js';
import { compileElementFilter, type Matcher } from '../filter/index.js';
import type { FilterNode } from '../filter/tree.js';
import { show } from '../show.js';

/** The `arrayFilters` of an update by identifier, and which of them its paths use. */
export class ArrayFilters {
  private readonly filters = new Map<string, Matcher>();
  private readonly used = new Set<string>();

  constructor(filters: readonly Doc[], env: Environment) {
    for (const filter of filters) this.add(filter, env);
  }

  private add(filter: Doc, env: Environment): void {
    const matcher = parsed(filter, env);
    const identifier = identifierIn(matcher.tree);
    if (this.filters.has(identifier)) {
      throw failedToParse(`Found multiple array filters with the same top-level field name ${identifier}`);
    }
    this.filters.set(identifier, matcher);
  }

  /** Notes that a path uses an identifier; the empty one, `$[]`, needs no filter. */
  use(identifier: string | undefined, path: string): void {
    if (!identifier) return;
    if (!this.filters.has(identifier)) {
      throw badValue(`No array filter found for identifier '${identifier}' in path '${path}'`);
    }
    this.used.add(identifier);
  }

  requireAllUsed(update: Doc): void {
    for (const identifier of this.filters.keys()) {
      if (!this.used.has(identifier)) {
        throw failedToParse(
          `The array filter for identifier '${identifier}' was not used in the update ${show(update)}`,
        );
      }
    }
  }

  accepts(identifier: string, item: Value): boolean {
    if (identifier === '') return true;
    return this.filters.get(identifier)?.matches(new Doc([[identifier, item]])) ?? false;
  }
}

const CONTEXT = 'Error parsing array filter';

function parsed(filter: Doc, env: Environment): Matcher {
  try {
    return compileElementFilter(filter, env);
  } catch (error) {
    throw inContext(error, CONTEXT);
  }
}

function identifierIn(tree: FilterNode): string {
  const names = new Set(pathsOf(tree).map((path) => path.split('.', 1)[0] ?? ''));
  const [name, other] = names;
  if (name === undefined) {
    throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
  }
  if (other !== undefined) {
    throw inContext(failedToParse(`Expected a single top-level field name, found '${name}' and '${other}'`), CONTEXT);
  }
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
    throw inContext(
      badValue(
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      ),
      CONTEXT,
    );
  }
  return name;
}

function pathsOf(node: FilterNode): string[] {
  if (node.kind === 'predicate') return [node.path];
  if (node.kind === 'not') return pathsOf(node.child);
  return 'children' in node ? node.children.flatMap(pathsOf) : [];
}
