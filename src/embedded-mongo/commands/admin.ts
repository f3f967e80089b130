import { isAbsolute } from 'node:path';
import { wholeNumber } from '../bson/plain.js';
import { Doc } from '../bson/values.js';
import { badValue } from '../errors.js';
import { currentOperations } from '../query/database-sources.js';
import { validateCollection } from '../query/validate-collection.js';
import { okReply } from '../wire/reply.js';
import { askingOf, type Call, type Command } from './command.js';

async function validate(call: Call) {
  const { engine, pace, namespace } = call;
  const collection = call.requireCollection();
  const { errors, documents, keysPerIndex } = await validateCollection(engine.store, collection, pace);
  return okReply({
    ns: namespace,
    nInvalidDocuments: 0,
    nNonCompliantDocuments: 0,
    nrecords: wholeNumber(documents),
    nIndexes: collection.indexes.length,
    keysPerIndex: new Doc([...keysPerIndex].map(([name, keys]) => [name, wholeNumber(keys)])),
    valid: errors.length === 0,
    repaired: false,
    warnings: [],
    errors,
  });
}

/** This engine's own command: a copy of all data as it is now, in a new directory. Writes go on meanwhile. */
async function backup({ engine, fields }: Call) {
  const directory = fields.requireText('to');
  if (!isAbsolute(directory)) throw badValue('The directory of a backup must be an absolute path');
  const { takenAt, bytes, sha256 } = await engine.backup(directory);
  return okReply({ to: directory, takenAt, bytes: wholeNumber(bytes), sha256 });
}

/** Every acknowledged write is on the disk already; there is nothing left to do. */
function fsync({ fields }: Call) {
  if (fields.flag('lock')) throw badValue('The embedded engine cannot be locked; use the backup command');
  return okReply({ numFiles: 1 });
}

function currentOp(call: Call) {
  return okReply({ inprog: currentOperations(call.engine, askingOf(call)) });
}

export const adminCommands: Command[] = [
  { name: 'validate', fields: [], flags: ['full', 'background', 'metadata', 'checkBSONConformance'], run: validate },
  { name: 'backup', fields: ['to'], adminOnly: true, run: backup },
  { name: 'fsync', fields: [], flags: ['lock', 'async'], adminOnly: true, run: fsync },
  { name: 'currentOp', fields: [], anyField: true, adminOnly: true, run: currentOp },
];
