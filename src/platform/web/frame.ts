import { Injectable } from '@nestjs/common';
import type { Footer, Frame, Link, NavArea } from '../../ui/ui.js';
import type { Viewer } from '../access/viewer.js';
import type { T } from '../i18n/translator.js';

/** A link of the frame. Those with a low `order` come first; without one they come last. */
export type Placed<L extends Link> = L & { order?: number };
export type PlacedArea = Placed<Omit<NavArea, 'children'> & { children?: Placed<Link>[] }>;

/** What a feature adds around every page: its links, a badge, who is online, the name of the community. */
export interface FramePart extends Partial<Pick<Frame, 'community' | 'online' | 'searchPath'>> {
  /** Areas with the same address are one: any feature may add its entry to "Community". */
  nav?: PlacedArea[];
  yours?: Placed<Link>[];
  footer?: { credit?: string; links?: Placed<Link>[] };
}

export interface FrameContext {
  viewer: Viewer;
  t: T;
}

type Plug = (context: FrameContext) => Promise<FramePart> | FramePart;
type Around = Pick<Frame, 'community' | 'nav' | 'yours' | 'footer' | 'online' | 'searchPath'>;

/** The frame around every page, put together from what the features plug in. */
@Injectable()
export class Frames {
  private readonly plugs: Plug[] = [];

  plug(part: Plug): void {
    this.plugs.push(part);
  }

  async around(context: FrameContext): Promise<Around> {
    const parts = await Promise.all(this.plugs.map(async (plug) => plug(context)));
    const { community = { name: 'Palabre' }, online, searchPath } = Object.assign({}, ...parts) as FramePart;
    return {
      community,
      online,
      searchPath,
      nav: mergedAreas(parts.flatMap(({ nav = [] }) => nav)),
      yours: inOrder(parts.flatMap(({ yours = [] }) => yours)),
      footer: mergedFooter(parts.flatMap(({ footer }) => footer ?? [])),
    };
  }
}

function mergedAreas(areas: PlacedArea[]): NavArea[] {
  return inOrder(areas).map((area) => {
    const children = areas.filter(({ href }) => href === area.href).flatMap((same) => same.children ?? []);
    return { ...area, children: inOrder(children) };
  });
}

const mergedFooter = (footers: NonNullable<FramePart['footer']>[]): Footer => ({
  credit: footers.find(({ credit }) => credit)?.credit,
  links: inOrder(footers.flatMap(({ links = [] }) => links)),
});

const LAST = 1000;

/** By `order`, each address once. */
function inOrder<L extends Link>(links: Placed<L>[]): Placed<L>[] {
  const sorted = [...links].sort((a, b) => (a.order ?? LAST) - (b.order ?? LAST));
  return sorted.filter(({ href }, at) => sorted.findIndex((other) => other.href === href) === at);
}
