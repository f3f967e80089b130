import type { Command } from './command.js';

export const diagnosticCommands: Command[] = [];
