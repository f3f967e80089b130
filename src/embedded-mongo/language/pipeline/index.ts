import { documentStages } from './documents.js';
import { facetStage } from './facet.js';
import { graphLookup } from './graph-lookup.js';
import { groupStages } from './group.js';
import { joinStages } from './lookup.js';
import { orderStages } from './order.js';
import { registerStages } from './parse.js';
import { unwind } from './unwind.js';
import { writeStages } from './write.js';

export { type Pipeline, parsePipeline } from './parse.js';

registerStages([
  ...documentStages,
  ...orderStages,
  ...groupStages,
  ...joinStages,
  ...facetStage,
  ...writeStages,
  ['$graphLookup', graphLookup],
  ['$unwind', unwind],
]);
