import { Binary, BSONRegExp, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import { encode, RawDoc } from '../bson/codec.js';
import { compare } from '../bson/compare.js';
import { MongoError } from '../errors.js';
import {
  compileExpression,
  compileFilter,
  compileProjection,
  compileSort,
  compileUpdate,
  inBatches,
  parsePipeline,
} from './index.js';
import { given, now, pipelineEnvironment, value } from './language.fixture.js';
import { collect } from './pipeline/stage.js';

type Literal = Record<string, unknown>;

const FIELDS = ['a', 'b', 'c', 'a.b', 'a.0', 'a.b.c', 'b.1.a'];
const EXPRESSIONS =
  '$abs $add $allElementsTrue $and $anyElementTrue $arrayElemAt $arrayToObject $avg $bsonSize $ceil $cmp $concat $concatArrays $cond $convert $dateFromString $dateToString $dayOfYear $divide $eq $exp $filter $first $floor $getField $gt $hour $ifNull $in $indexOfArray $indexOfCP $isArray $isNumber $isoWeek $last $let $literal $ln $log $log10 $map $max $mergeObjects $min $mod $multiply $not $objectToArray $or $pow $range $reduce $regexFind $regexFindAll $regexMatch $replaceAll $reverseArray $round $setDifference $setEquals $setField $setIntersection $setIsSubset $setUnion $size $slice $sortArray $split $sqrt $strLenBytes $strLenCP $strcasecmp $substrBytes $substrCP $subtract $sum $switch $toBool $toDate $toDecimal $toDouble $toInt $toLong $toLower $toObjectId $toString $toUpper $trim $trunc $tsSecond $type $week $year $zip'.split(
    ' ',
  );
const NAMED =
  'input in as cond vars initialValue sortBy date format timezone to onError onNull if then else find replacement regex chars field value inputs branches default'.split(
    ' ',
  );
const FILTERS =
  '$eq $ne $gt $gte $lt $lte $in $nin $exists $type $mod $regex $all $size $elemMatch $not $bitsAllSet $bitsAnyClear'.split(
    ' ',
  );
const UPDATES =
  '$set $unset $inc $mul $min $max $rename $currentDate $setOnInsert $push $addToSet $pull $pullAll $pop $bit'.split(
    ' ',
  );
const STAGES =
  '$match $project $set $unset $group $sort $limit $skip $count $unwind $replaceRoot $replaceWith $sample $sortByCount $facet $lookup $unionWith $graphLookup $out $merge'.split(
    ' ',
  );

const scalar = fc.constantFrom<unknown>(
  null,
  0,
  1,
  -1,
  2,
  7,
  2147483647,
  -2147483648,
  1.5,
  -0.5,
  new Double(-0),
  new Double(3),
  1e300,
  Number.NaN,
  Infinity,
  Long.MAX_VALUE,
  Long.MIN_VALUE,
  Long.fromNumber(5),
  Decimal128.fromString('1.50'),
  Decimal128.fromString('NaN'),
  Decimal128.fromString('-1E+6000'),
  '',
  'a',
  'é€😀',
  '$a',
  '$$ROOT',
  '2020-01-02',
  '[',
  true,
  false,
  new Date(0),
  now,
  new ObjectId('5ab9cbfa31c2ab715d42129e'),
  new Binary(Buffer.from([1, 2, 3])),
  new BSONRegExp('^a', 'i'),
  new Timestamp({ t: 5, i: 1 }),
  new MinKey(),
  new MaxKey(),
  new Code('x'),
);
const plain = fc.letrec<{ item: unknown; document: Literal }>((tie) => ({
  item: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('item'), { maxLength: 3 }), tie('document')),
  document: fc.dictionary(fc.constantFrom('a', 'b', 'c', '0'), tie('item'), { maxKeys: 3 }),
}));
const operators = fc.letrec<{ item: unknown }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('item'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS, ...NAMED), tie('item'), { maxKeys: 4 }),
    fc.dictionary(fc.constantFrom(...EXPRESSIONS, ...FILTERS, '$each', '$slice', '$sort', '$position'), tie('item'), {
      minKeys: 1,
      maxKeys: 2,
    }),
  ),
}));
const document = plain.document.map((fields) => given({ _id: 1, ...fields }));
const keyed = (names: string[], item: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), item, { minKeys: 1, maxKeys: 2 });

/** Only an error that a client may see counts as an answer. */
function answers(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
  }
}

const runs = { numRuns: 600 };

test('any expression gives a value or an error of the server', () => {
  fc.assert(
    fc.property(keyed(EXPRESSIONS, operators.item), document, (expression, fields) => {
      answers(() => compileExpression(value(expression), { now })(fields));
    }),
    runs,
  );
});

test('any filter answers, alike for a document and for its bytes', () => {
  const filter = fc.oneof(keyed(FIELDS, operators.item), keyed(FIELDS, keyed(FILTERS, operators.item)));
  fc.assert(
    fc.property(filter, document, (condition, fields) => {
      answers(() => {
        const matcher = compileFilter(given(condition));
        expect(matcher.matches(new RawDoc(encode(fields)))).toBe(matcher.matches(fields));
      });
    }),
    runs,
  );
});

test('any update gives a document that can be stored, or an error; the original stays as it was', () => {
  const update = keyed(UPDATES, keyed([...FIELDS, 'a.$', 'a.$[]', 'b.$[].c'], operators.item));
  fc.assert(
    fc.property(update, document, fc.boolean(), (spec, fields, inserting) => {
      const before = encode(fields);
      answers(() => {
        const { document: after, changed } = compileUpdate(given(spec)).apply(fields, { matchedIndex: 0, inserting });
        const same = Buffer.compare(encode(after), before) === 0;
        if (!changed) expect(same).toBe(true);
      });
      expect(Buffer.compare(encode(fields), before)).toBe(0);
    }),
    runs,
  );
});

test('any projection and any stage answers', async () => {
  const stage = fc.oneof(
    keyed(STAGES, operators.item),
    keyed(['$project', '$set', '$group'], keyed([...FIELDS, '_id'], operators.item)),
  );
  const env = pipelineEnvironment({ a: [{ _id: 1 }] });
  await fc.assert(
    fc.asyncProperty(stage, keyed([...FIELDS, '_id'], operators.item), document, async (step, spec, fields) => {
      answers(() => compileProjection(given(spec)).apply(fields, 0));
      const run = async () => collect(parsePipeline([given(step)], env).run(inBatches([fields])));
      await run().catch((error: unknown) => {
        if (!(error instanceof MongoError)) throw error;
      });
    }),
    runs,
  );
});

test('sorting by any keys is an order', () => {
  const sort = keyed(['a', 'b', 'a.b'], fc.constantFrom(1, -1)).map((keys) => compileSort(given(keys)));
  fc.assert(
    fc.property(sort, document, document, document, (order, x, y, z) => {
      answers(() => {
        expect(Math.sign(order.compare(x, y))).toBe(-Math.sign(order.compare(y, x)) + 0);
        if (order.compare(x, y) <= 0 && order.compare(y, z) <= 0) expect(order.compare(x, z)).toBeLessThanOrEqual(0);
        expect(compare(x, x)).toBe(0);
      });
    }),
    runs,
  );
});
