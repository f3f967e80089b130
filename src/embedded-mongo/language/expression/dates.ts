import type { Operator } from './compile.js';

export const dateOperators: Record<string, Operator> = {};
