export { checkDatabases } from './check.js';
export { compactDirectory, DamagedBackupError, DirectoryFilledError, restoreBackup } from './copies.js';
export { dumpDatabase } from './dump.js';
export { CollectionNotEmptyError, loadDatabase } from './load.js';
