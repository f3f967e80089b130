import { Injectable } from '@nestjs/common';
import type { Viewer } from '../access/viewer.js';

/** The address of today for a path (with its query) of a site that was imported; null for what it does not know, or the viewer may not see. */
type LookUp = (viewer: Viewer, address: string) => Promise<string | null>;

/** Where nothing is, something may have been: asked before a page is said not to exist. */
@Injectable()
export class OldAddresses {
  private readonly lookUps: LookUp[] = [];

  /** Called while modules initialise. */
  plug(lookUp: LookUp): void {
    this.lookUps.push(lookUp);
  }

  async find(viewer: Viewer, url: string): Promise<string | null> {
    for (const address of spellings(url))
      for (const lookUp of this.lookUps) {
        const found = await lookUp(viewer, address);
        if (found) return found;
      }
    return null;
  }
}

/** As imports keep them: without a slash at the end; with the query first, since `/?p=12` is nothing without it. */
function spellings(url: string): string[] {
  const [path = '', query] = url.split('?');
  const bare = withoutLastSlashes(path);
  return query ? [`${bare}?${query}`, bare] : [bare];
}

/** Not by `/\/+$/`, which takes the square of the time for a path that is all slashes but its end. */
function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.length > 1 ? path.slice(0, end) : path;
}
