import { doc } from '../bson/values.js';
import { okReply } from '../wire/reply.js';
import { MAX_MESSAGE_BYTES } from '../wire/request.js';
import type { Call, Command } from './command.js';

export const VERSION = '7.0.0';
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_BATCH = 100_000;
const WIRE_VERSION = 21;
function hello({ request, connection }: Call) {
  const primary = request.name === 'hello' ? 'isWritablePrimary' : 'ismaster';
  return okReply({
    helloOk: true,
    [primary]: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  });
}

function buildInfo() {
  return okReply({
    version: VERSION,
    gitVersion: 'embedded',
    modules: ['embedded'],
    allocator: 'system',
    javascriptEngine: 'none',
    sysInfo: 'deprecated',
    versionArray: VERSION.split('.').map(Number).concat(0),
    openssl: doc({ running: 'disabled' }),
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    storageEngines: ['lmdb'],
  });
}

export const helloCommands: Command[] = [
  { name: 'hello', fields: [], anyField: true, run: hello },
  { name: 'isMaster', aliases: ['ismaster'], fields: [], anyField: true, run: hello },
  { name: 'ping', fields: [], run: () => okReply() },
  { name: 'buildInfo', aliases: ['buildinfo'], fields: [], run: buildInfo },
];
