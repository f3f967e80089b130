import { RANK, rankOf } from '../bson/compare.js';
import type { FilterNode, Predicate } from '../language/index.js';
import type { IndexScan } from './index-scan.js';
import { isRange } from './partial.js';
import type { Plan } from './plan.js';

/** Of other types a key or a comparison means more than one thing. */
const EXACT_RANKS = new Set<number>([RANK.number, RANK.string, RANK.objectId, RANK.bool, RANK.date]);

/** Whether the keys of the plan's ranges are those of the matching documents, so that counting needs no document. */
export function isCovered(plan: Plan, filter: FilterNode): plan is IndexScan {
  if (plan.kind !== 'index' || plan.index.isMultikey || plan.index.hasCutKeys) return false;
  const used = plan.index.fields.slice(0, plan.points + (plan.ranged ? 1 : 0)).map(({ path }) => path);
  const parts = filter.kind === 'and' ? filter.children : [filter];
  return (
    parts.length > 0 && parts.every((part) => part.kind === 'predicate' && used.includes(part.path) && isExact(part))
  );
}

function isExact(part: Predicate): boolean {
  if (part.operator === '$in') {
    return part.patterns.length === 0 && part.operand.every((value) => EXACT_RANKS.has(rankOf(value)));
  }
  return (part.operator === '$eq' || isRange(part)) && EXACT_RANKS.has(rankOf(part.operand));
}
