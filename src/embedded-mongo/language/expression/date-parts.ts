import type { Operator } from './compile.js';

export const datePartOperators: Record<string, Operator> = {};
