import type { Operator } from './compile.js';

export const stringOperators: Record<string, Operator> = {};
