import type { Command } from 'commander';
import { addBackup } from './backup.js';
import { addDoctor } from './doctor.js';
import { addDump } from './dump.js';
import { addExport } from './export.js';
import { addImport } from './import.js';
import { addMail } from './mail.js';
import { addMember } from './member.js';
import { addRestore } from './restore.js';
import { addSeed } from './seed.js';
import { addServers } from './servers.js';
import { addToken } from './token.js';
import { addUpkeep } from './upkeep.js';

/** Everything that `palabre` can do, in the order of its help. A new command is a new file with a function like these. */
export const commands: readonly ((program: Command) => void)[] = [
  addServers,
  addMember,
  addToken,
  addImport,
  addExport,
  addBackup,
  addRestore,
  addDump,
  addUpkeep,
  addMail,
  addDoctor,
  addSeed,
];
