import { Injectable } from '@nestjs/common';
import type { Frame } from '../../ui/ui.js';
import type { Viewer } from '../access/viewer.js';
import type { T } from '../i18n/translator.js';

/** What a feature adds around every page: its links, a badge, who is online, the name of the community. */
export type FramePart = Partial<Pick<Frame, 'community' | 'nav' | 'yours' | 'online' | 'searchPath' | 'footer'>>;

export interface FrameContext {
  viewer: Viewer;
  t: T;
}

type Plug = (context: FrameContext) => Promise<FramePart> | FramePart;

/** The frame around every page, put together from what the features plug in, in the order of `app.module.ts`. */
@Injectable()
export class Frames {
  private readonly plugs: Plug[] = [];

  plug(part: Plug): void {
    this.plugs.push(part);
  }

  async around(
    context: FrameContext,
  ): Promise<Required<Pick<Frame, 'community' | 'nav' | 'yours' | 'footer'>> & FramePart> {
    const parts = await Promise.all(this.plugs.map((plug) => plug(context)));
    return {
      community: { name: 'Palabre' },
      footer: { links: [] },
      ...Object.assign({}, ...parts),
      nav: parts.flatMap((part) => part.nav ?? []),
      yours: parts.flatMap((part) => part.yours ?? []),
    };
  }
}
