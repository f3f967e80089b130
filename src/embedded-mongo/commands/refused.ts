import { MongoError, notSupported } from '../errors.js';

/** What MongoDB has and this engine does not: named, so that nobody has to guess. */
const NOT_HERE: Readonly<Record<string, readonly string[]>> = {
  'Map-reduce': ['mapReduce', 'mapreduce'],
  Authentication: [
    'createUser',
    'updateUser',
    'dropUser',
    'grantRolesToUser',
    'saslStart',
    'saslContinue',
    'authenticate',
  ],
  'A capped collection': ['convertToCapped', 'cloneCollectionAsCapped'],
  Sharding: ['shardCollection', 'enableSharding'],
  'A geographic query': ['geoNear', 'geoSearch'],
  JavaScript: ['eval', '$eval'],
  'The bulkWrite command of MongoDB 8': ['bulkWrite'],
  'This command': ['reIndex', 'fsyncUnlock', 'setFeatureCompatibilityVersion', 'setParameter', 'profile'],
};
const OF_TRANSACTIONS = ['commitTransaction', 'abortTransaction', 'prepareTransaction'];
const OF_REPLICATION = ['replSetInitiate', 'replSetReconfig', 'replSetGetStatus', 'replSetGetConfig'];
const OF_SEARCH = ['createSearchIndexes', 'updateSearchIndex', 'dropSearchIndex', 'listSearchIndexes'];

export function refusalOf(command: string): MongoError | undefined {
  if (OF_TRANSACTIONS.includes(command)) {
    return new MongoError('CommandFailed', `${command} must be run within a transaction`);
  }
  if (OF_REPLICATION.includes(command)) return new MongoError('NoReplicationEnabled', 'not running with --replSet');
  if (OF_SEARCH.includes(command)) {
    return new MongoError('CommandNotSupported', 'Search index commands are only supported with Atlas.');
  }
  const [found] = Object.entries(NOT_HERE).filter(([, names]) => names.includes(command));
  return found && notSupported(`${found[0]} (${command})`);
}
