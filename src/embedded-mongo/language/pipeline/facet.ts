import { aliasOf, Doc, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { checkFieldName } from '../expression/evaluator.js';
import { parsePipeline } from './parse.js';
import { collect, inBatches, type StageParser } from './stage.js';

const NOT_IN_FACET = ['$collStats', '$facet', '$geoNear', '$indexStats', '$out', '$merge', '$planCacheStats'];

/** Several pipelines over the same documents, each into one array. */
const facet: StageParser = (operand, env) => {
  if (!(operand instanceof Doc) || operand.size === 0) {
    throw new MongoError(40169, 'the $facet specification must be a non-empty object');
  }
  const facets = Array.from(operand, ([name, stages]) => {
    checkFieldName(name);
    return { name, pipeline: parsePipeline(facetStages(name, stages), env) };
  });
  return async function* (input) {
    const documents = await collect(input);
    const result = new Doc();
    for (const { name, pipeline } of facets) result.set(name, await collect(pipeline.run(inBatches(documents))));
    yield [result];
  };
};

function facetStages(name: string, stages: Value): Value[] {
  if (!Array.isArray(stages)) {
    throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is type ${aliasOf(stages)}`);
  }
  for (const stage of stages) {
    if (!(stage instanceof Doc)) {
      throw new MongoError(
        40171,
        `elements of arrays in $facet spec must be objects, ${name} argument contained an element of type ${aliasOf(stage)}`,
      );
    }
    const [first = ''] = stage.keys();
    if (NOT_IN_FACET.includes(first)) {
      throw new MongoError(40600, `${first} is not allowed to be used within a $facet stage`);
    }
  }
  return stages;
}

export const facetStage: ReadonlyMap<string, StageParser> = new Map([['$facet', facet]]);
