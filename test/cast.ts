/** The people whom every test knows, as development and the screenshots know them. */
export * from '../src/dev/cast.js';
