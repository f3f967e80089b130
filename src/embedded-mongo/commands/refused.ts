import { MongoError, notSupported } from '../errors.js';

function refuse(names: readonly string[], what: string): [string, () => MongoError][] {
  return names.map((name) => [name, () => notSupported(`${what} (${name})`)]);
}

/** What MongoDB has and this engine does not: named, so that nobody has to guess. */
export const refusedCommands: ReadonlyMap<string, () => MongoError> = new Map([
  ...refuse(['mapReduce', 'mapreduce'], 'Map-reduce'),
  ...['commitTransaction', 'abortTransaction', 'prepareTransaction'].map((name): [string, () => MongoError] => [
    name,
    () => new MongoError('CommandFailed', `${name} must be run within a transaction`),
  ]),
  ...refuse(
    ['createUser', 'updateUser', 'dropUser', 'grantRolesToUser', 'saslStart', 'saslContinue', 'authenticate'],
    'Authentication',
  ),
  ...refuse(['convertToCapped', 'cloneCollectionAsCapped'], 'A capped collection'),
  ...refuse(['createSearchIndexes', 'updateSearchIndex', 'dropSearchIndex'], 'Search'),
  ...refuse(['replSetInitiate', 'replSetReconfig'], 'Replication'),
  ...refuse(['shardCollection', 'enableSharding'], 'Sharding'),
  ...refuse(['geoNear', 'geoSearch'], 'A geographic query'),
  ...refuse(['eval', '$eval'], 'JavaScript'),
  ...refuse(['bulkWrite'], 'The bulkWrite command of MongoDB 8'),
  ...refuse(['reIndex', 'fsyncUnlock', 'setFeatureCompatibilityVersion', 'setParameter', 'profile'], 'This command'),
]);
