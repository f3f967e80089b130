/** What the server knows of imports; the sources that a command reads from are in `sources/index.ts`. */
export { Exporter, OWN_SOURCE } from './exporter.js';
export { Importer, type ImportOptions } from './importer.js';
export { ImportsModule } from './imports.module.js';
export type { Source } from './sources/source.js';
export type { Tally } from './writing/tally.js';
