import type { Operator } from './compile.js';

export const trigonometryOperators: Record<string, Operator> = {};
