import type { BSONRegExp, Value } from '../../bson/values.js';
import type { Pattern } from './regex.js';

export type ComparisonOperator = '$eq' | '$gt' | '$gte' | '$lt' | '$lte';
export type BitsOperator = '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear';

/** What a field must satisfy. `$ne`, `$nin` and `$exists: false` are the `not` of one of these. */
export type Predicate = { kind: 'predicate'; path: string } & (
  | { operator: ComparisonOperator; operand: Value }
  | { operator: '$in'; operand: Value[]; patterns: BSONRegExp[] }
  | { operator: '$regex'; operand: Pattern }
  | { operator: '$exists' }
  | { operator: '$type'; types: ReadonlySet<number> }
  | { operator: '$mod'; divisor: bigint; remainder: bigint }
  | { operator: '$size'; operand: number }
  | { operator: BitsOperator; positions: number[] }
  | { operator: '$elemMatch'; of: 'object' | 'value'; child: FilterNode }
);

/** A filter in a form that a planner can read; its `and` of no children matches everything. */
export type FilterNode =
  | { kind: 'and' | 'or' | 'nor'; children: FilterNode[] }
  | { kind: 'not'; child: FilterNode }
  | { kind: 'always'; value: boolean }
  | { kind: 'expr'; expression: Value }
  | Predicate;
