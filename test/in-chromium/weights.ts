import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';

export interface Weight {
  html: number;
  style: number;
  script: number;
}

/** Bytes on the line, as the server sends them to a browser that takes gzip: all do, and whatever else they take is smaller. */
export class Scales {
  private readonly known = new Map<string, number>();

  constructor(private readonly origin: string) {}

  /** null for what is no page, or none for them. */
  async weigh(path: string, cookie: string): Promise<Weight | null> {
    const { status, type, bytes: sent, packed } = await this.fetch(path, cookie);
    if (status !== 200 || !type.startsWith('text/html')) return null;
    if (!packed) throw new Error(`${path} is not compressed`);
    const page = gunzipSync(sent).toString();
    const links = [...page.matchAll(/<link\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => tag.includes('"stylesheet"'));
    const styles = links.map((tag) => /href="([^"]+)"/.exec(tag)?.[1] ?? '');
    const scripts = [...page.matchAll(/<script\b[^>]* src="([^"]+)"/g)].map(([, src]) => src ?? '');
    return { html: sent.length, style: await this.sum(styles), script: await this.sum(scripts) };
  }

  private async sum(addresses: string[]): Promise<number> {
    let total = 0;
    for (const address of addresses) total += await this.asset(address);
    return total;
  }

  private async asset(address: string): Promise<number> {
    const bytes = this.known.get(address) ?? (await this.fetch(address, '')).bytes.length;
    this.known.set(address, bytes);
    return bytes;
  }

  private fetch(path: string, cookie: string): Promise<Sent> {
    const headers = { cookie, 'accept-encoding': 'gzip' };
    return new Promise((resolve, reject) => {
      const asking = request(new URL(path, this.origin), { headers }, (answer) => {
        const chunks: Buffer[] = [];
        const { 'content-type': type = '', 'content-encoding': encoding } = answer.headers;
        const sent = { status: answer.statusCode ?? 0, type, packed: encoding === 'gzip' };
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ ...sent, bytes: Buffer.concat(chunks) }));
        answer.on('error', reject);
      });
      asking.on('error', reject).end();
    });
  }
}

interface Sent {
  status: number;
  type: string;
  packed: boolean;
  bytes: Buffer;
}

/** A line for each page, the heaviest first. */
export function tableOf(pages: [name: string, Weight][]): string {
  const columns = (...all: (number | string)[]) => all.map((one) => String(one).padStart(8)).join('');
  const lines = [...pages]
    .sort(([, a], [, b]) => b.html - a.html)
    .map(([name, { html, style, script }]) => `${columns(html, style, script)}  ${name}`);
  return [`${columns('html', 'css', 'script')}  bytes as sent, gzip`, ...lines].join('\n');
}
