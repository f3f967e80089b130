import type { Operator } from './compile.js';

export const setOperators: Record<string, Operator> = {};
