import type { Operator } from './compile.js';

export const arrayOperators: Record<string, Operator> = {};
