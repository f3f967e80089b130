import { Doc } from '../../bson/values.js';
import type { Pipeline } from './index.js';
import { limitOf, skipOf } from './order.js';

/** The part of a pipeline that a planner can answer from indexes. */
export interface LeadingQuery {
  filter?: Doc;
  sort?: Doc;
  skip?: number;
  limit?: number;
  /** How many stages this covers: `pipeline.run(source, stages)` does the rest. */
  stages: number;
}

/** The leading `$match` stages, then at most one `$sort`, `$skip` and `$limit` in that order. */
export function leadingQuery(pipeline: Pipeline): LeadingQuery {
  const query: LeadingQuery = leadingFilters(pipeline);
  const at = () => pipeline.stages[query.stages];
  const sort = at();
  if (sort?.name === '$sort' && sort.operand instanceof Doc) {
    query.sort = sort.operand;
    query.stages++;
  }
  const skip = at();
  if (skip?.name === '$skip') {
    query.skip = skipOf(skip.operand);
    query.stages++;
  }
  const limit = at();
  if (limit?.name === '$limit') {
    query.limit = limitOf(limit.operand);
    query.stages++;
  }
  return query;
}

function leadingFilters({ stages }: Pipeline): { filter?: Doc; stages: number } {
  const filters: Doc[] = [];
  for (const { name, operand } of stages) {
    if (name !== '$match' || !(operand instanceof Doc)) break;
    filters.push(operand);
  }
  const [first] = filters;
  return { filter: filters.length > 1 ? new Doc([['$and', filters]]) : first, stages: filters.length };
}
