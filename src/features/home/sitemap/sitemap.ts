import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../../platform/access/viewer.js';
import { Viewers } from '../../../platform/access/viewers.js';
import { Config } from '../../../platform/config/config.js';
import { type ContentAddress, Contents } from '../../../platform/content/contents.js';
import { NotFound } from '../../../platform/errors/errors.js';
import { Remembered } from '../../../platform/remembered.js';
import { escapeHtml } from '../../../platform/text/escape.js';
import { WorkspaceLists, workspacePath } from '../../workspaces/public.js';
import { GUIDES } from '../help/guides.js';
import { SiteTexts } from '../texts/site-texts.js';

/** The protocol allows 50,000 to a file (sitemaps.org); fewer are quicker to make. */
const PER_FILE = 5_000;
const COUNT_FOR_MS = 10 * 60_000;

interface Listed {
  path: string;
  changedAt?: Date;
}

/** What search engines are told of: everything that a visitor may see, and nothing else. */
@Injectable()
export class Sitemap {
  private readonly files = new Remembered(COUNT_FOR_MS, () => this.countFiles());

  constructor(
    @Inject(Contents) private readonly contents: Contents,
    @Inject(WorkspaceLists) private readonly workspaces: WorkspaceLists,
    @Inject(SiteTexts) private readonly texts: SiteTexts,
    @Inject(Viewers) private readonly viewers: Viewers,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** Names the files that hold the addresses. */
  async index(): Promise<string> {
    const files = ['pages', ...(await this.files.get())];
    const entries = files.map((file) => `<sitemap><loc>${this.whole(`/sitemap/${file}.xml`)}</loc></sitemap>`);
    return xml('sitemapindex', entries);
  }

  /** One file: `pages`, or `posts-2`. @throws NotFound */
  async file(name: string): Promise<string> {
    const listed = await this.listed(name);
    if (listed.length === 0) throw new NotFound();
    return xml(
      'urlset',
      listed.map((one) => this.entry(one)),
    );
  }

  private listed(name: string): Promise<Listed[]> {
    if (name === 'pages') return this.pages();
    return name === 'workspaces' ? this.publicWorkspaces() : this.part(name);
  }

  private async publicWorkspaces(): Promise<Listed[]> {
    const found = await this.workspaces.latestFor(await this.visitor(), PER_FILE);
    return found.map((workspace) => ({ path: workspacePath(workspace), changedAt: workspace.activeAt }));
  }

  /** The pages that every site has. */
  private async pages(): Promise<Listed[]> {
    const texts = await this.texts.present();
    return [
      '/',
      '/community',
      '/workspaces',
      ...this.contents.kinds.map(({ more }) => more.path),
      '/help',
      ...GUIDES.map((guide) => `/help/${guide}`),
      ...texts.map((name) => `/${name}`),
      '/feedback',
    ].map((path) => ({ path }));
  }

  private async part(name: string): Promise<ContentAddress[]> {
    const [, kindName, number] = /^([a-z]+)-([1-9]\d{0,4})$/.exec(name) ?? [];
    const kind = this.contents.kinds.find((one) => one.name === kindName);
    if (!kind) throw new NotFound();
    return kind.addresses(await this.visitor(), { skip: (Number(number) - 1) * PER_FILE, limit: PER_FILE });
  }

  private async countFiles(): Promise<string[]> {
    const visitor = await this.visitor();
    const [workspaces, ...counts] = await Promise.all([
      this.workspaces.countFor(visitor),
      ...this.contents.kinds.map((kind) => kind.count(visitor)),
    ]);
    const parts = this.contents.kinds.flatMap(({ name }, at) =>
      Array.from({ length: Math.ceil((counts[at] ?? 0) / PER_FILE) }, (_, part) => `${name}-${part + 1}`),
    );
    return workspaces > 0 ? ['workspaces', ...parts] : parts;
  }

  private visitor(): Promise<Viewer> {
    return this.viewers.resolve({});
  }

  private entry({ path, changedAt }: Listed): string {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    return `<url><loc>${this.whole(path)}</loc>${changed}</url>`;
  }

  private whole(path: string): string {
    return escapeHtml(this.config.publicUrl + path);
  }
}

const xml = (root: string, entries: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`;
