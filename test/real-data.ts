import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.env.PALABRE_REAL_DATA ?? '../shared/data');

/** The path of real data that is not part of the project. */
export const realData = (path: string): string => join(folder, path);

/** A suite on real data; where the folder is absent it is skipped, and says why. */
export function describeRealData(name: string, suite: () => void): void {
  if (existsSync(folder)) describe(name, suite);
  else describe.skip(`${name} (no real data: PALABRE_REAL_DATA or ../shared/data is absent)`, suite);
}
