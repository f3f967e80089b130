import type { Operator } from './compile.js';

export const textSearchOperators: Record<string, Operator> = {};
