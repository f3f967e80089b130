import { arch, cpus, hostname, platform, release, totalmem } from 'node:os';
import { fromPlain, wholeNumber } from '../bson/plain.js';
import { Doc, Double, doc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { compileFilter } from '../language/index.js';
import { collectionStats } from '../query/collection-stats.js';
import { okReply } from '../wire/reply.js';
import type { Call, Command } from './command.js';
import { VERSION } from './hello.js';

const PARAMETERS: Readonly<Record<string, unknown>> = {
  featureCompatibilityVersion: { version: '7.0' },
  authenticationMechanisms: [],
  ttlMonitorEnabled: true,
  maxBSONDepth: 200,
  quiet: false,
};
const WARNINGS = [
  'This is the embedded engine, not MongoDB: a standalone for one machine, without replication, transactions and access control.',
];

function serverStatus({ engine }: Call) {
  const uptime = (Date.now() - engine.startedAt.getTime()) / 1000;
  const memory = process.memoryUsage();
  return okReply({
    host: hostname(),
    version: VERSION,
    process: 'embedded-engine',
    pid: BigInt(process.pid),
    uptime: new Double(uptime),
    uptimeMillis: BigInt(Math.round(uptime * 1000)),
    localTime: new Date(),
    connections: doc({ current: engine.clients.current, available: 10_000, totalCreated: engine.clients.created }),
    metrics: doc({ cursor: doc({ open: doc({ total: BigInt(engine.cursors.size), noTimeout: 0n, pinned: 0n }) }) }),
    mem: doc({ bits: 64, resident: Math.round(memory.rss / 1048576), virtual: 0, supported: true }),
    storageEngine: doc({ name: 'lmdb', supportsCommittedReads: true, persistent: true, readOnly: false }),
  });
}

function hostInfo() {
  return okReply({
    system: doc({
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: BigInt(Math.round(totalmem() / 1048576)),
      numCores: cpus().length,
      cpuArch: arch(),
    }),
    os: doc({ type: platform(), name: platform(), version: release() }),
    extra: new Doc(),
  });
}

function getParameter({ fields, request }: Call) {
  const wanted = [...request.body.keys()].filter((name) => name in PARAMETERS);
  const first = fields.get('getParameter');
  const all = first === '*' || (first instanceof Doc && first.get('allParameters') === true);
  const names = all ? Object.keys(PARAMETERS) : wanted;
  if (names.length === 0) throw new MongoError('InvalidOptions', 'no option found to get');
  return okReply(Object.fromEntries(names.map((name) => [name, fromPlain(PARAMETERS[name])])));
}

function connectionStatus() {
  const authInfo = doc({ authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] });
  return okReply({ authInfo });
}

function getLog({ fields, engine }: Call) {
  const which = fields.get('getLog');
  if (which === '*') return okReply({ names: ['global', 'startupWarnings'] });
  if (which !== 'startupWarnings' && which !== 'global') {
    throw new MongoError('OperationFailed', `No log named '${String(which)}'`);
  }
  const log = which === 'global' ? [] : WARNINGS.map((message) => logLine(message, engine.startedAt));
  return okReply({ totalLinesWritten: log.length, log });
}

/** The form that shells parse. */
function logLine(msg: string, at: Date): string {
  const t = { $date: at.toISOString() };
  return JSON.stringify({ t, s: 'W', c: 'CONTROL', id: 1, ctx: 'engine', msg, tags: ['startupWarnings'] });
}

function listDatabases({ engine, fields, environment }: Call) {
  const matcher = compileFilter(fields.doc('filter') ?? new Doc(), environment);
  const all = [...engine.catalog.databases()].map((name) => {
    const sizes = engine.catalog.collectionsOf(name).map(({ stats }) => stats.bytes);
    const sizeOnDisk = wholeNumber(sizes.reduce((sum, size) => sum + size, 0));
    return doc({ name, sizeOnDisk, empty: false });
  });
  const found = all.filter((database) => matcher.matches(database));
  if (fields.flag('nameOnly')) return okReply({ databases: found.map((item) => doc({ name: item.get('name') })) });
  const totalSize = found.reduce((sum, item) => sum + Number(item.get('sizeOnDisk')), 0);
  return okReply({
    databases: found,
    totalSize: wholeNumber(totalSize),
    totalSizeMb: wholeNumber(Math.floor(totalSize / 1048576)),
  });
}

function collStats(call: Call) {
  const { collection, fields, namespace } = call;
  const scale = fields.scale();
  const stats = collection
    ? collectionStats(collection, scale)
    : doc({ size: 0, count: 0, storageSize: 0, totalSize: 0, nindexes: 0, totalIndexSize: 0, indexSizes: new Doc() });
  return okReply({ ns: namespace, ...Object.fromEntries(stats) });
}

function dbStats({ engine, database, fields }: Call) {
  const collections = engine.catalog.collectionsOf(database);
  const scale = fields.scale();
  const objects = collections.reduce((sum, { stats }) => sum + stats.count, 0);
  const bytes = collections.reduce((sum, { stats }) => sum + stats.bytes, 0);
  const indexes = collections.reduce((sum, collection) => sum + collection.indexes.length, 0);
  const scaled = wholeNumber(Math.floor(bytes / scale));
  return okReply({
    db: database,
    collections: BigInt(collections.length),
    views: 0n,
    objects: BigInt(objects),
    avgObjSize: objects > 0 ? bytes / objects : 0,
    dataSize: scaled,
    storageSize: scaled,
    indexes: BigInt(indexes),
    indexSize: 0,
    totalSize: scaled,
    scaleFactor: BigInt(scale),
    fsUsedSize: 0,
    fsTotalSize: 0,
  });
}

export const diagnosticCommands: Command[] = [
  { name: 'serverStatus', fields: [], anyField: true, run: serverStatus },
  { name: 'hostInfo', fields: [], run: hostInfo },
  { name: 'getParameter', fields: [], anyField: true, adminOnly: true, run: getParameter },
  { name: 'connectionStatus', fields: [], flags: ['showPrivileges'], run: connectionStatus },
  // There are never any users.
  { name: 'usersInfo', fields: [], anyField: true, run: () => okReply({ users: [] }) },
  { name: 'dropAllUsersFromDatabase', fields: [], writes: true, run: () => okReply({ n: 0 }) },
  { name: 'getLog', fields: [], adminOnly: true, run: getLog },
  {
    name: 'getCmdLineOpts',
    fields: [],
    adminOnly: true,
    run: () => okReply({ argv: ['embedded-engine'], parsed: new Doc() }),
  },
  { name: 'whatsmyuri', fields: [], run: () => okReply({ you: '127.0.0.1:0' }) },
  {
    name: 'listDatabases',
    fields: ['filter'],
    flags: ['nameOnly', 'authorizedDatabases'],
    adminOnly: true,
    run: listDatabases,
  },
  { name: 'collStats', aliases: ['collstats'], fields: ['scale'], run: collStats },
  { name: 'dbStats', aliases: ['dbstats'], fields: ['scale', 'freeStorage'], run: dbStats },
];
