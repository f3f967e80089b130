import type { Operator } from './compile.js';

export const conversionOperators: Record<string, Operator> = {};
