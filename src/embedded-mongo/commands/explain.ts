import type { Command } from './command.js';

export const explainCommands: Command[] = [];
