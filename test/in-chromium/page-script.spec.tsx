import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page as Tab } from 'playwright-core';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { sampleUi } from '../../src/dev/gallery/sample-ui.js';
import { Button, DateTime, Form, formState, Page, Prose, TextArea, TextField, type Ui } from '../../src/ui/public.js';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const inChromium = installed ? describe : describe.skip;

inChromium('the script of every page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  let manifest: Record<string, string>;
  let server: Server;
  let browser: Browser;
  let tab: Tab;
  let posts: string[];
  let stored: string | undefined;

  const pageFor = (path: string): VNode => {
    const assets = {
      css: `/${manifest['palabre.css']}`,
      icon: '/icon',
      scripts: { palabre: `/${manifest['palabre.js']}` },
    };
    const base = sampleUi({ path, assets, signedIn: true });
    const flash = stored ? [{ kind: 'done' as const, text: 'Published', stored }] : [];
    const ui: Ui = {
      ...base,
      viewer: { name: 'Ana', handle: path.includes('fin') ? 'fin' : 'ana' },
      frame: { ...base.frame, flash },
    };
    const form = formState(ui, { values: { title: 'From the server' } });
    return (
      <Page ui={ui} title="Write">
        <h1>Write</h1>
        <DateTime ui={ui} date="2026-11-20T23:30:00Z" />
        <Prose html={`<pre>${'long '.repeat(200)}</pre>`} />
        <Form form={form} action="/posts" keep="post:new">
          <TextField form={form} name="title" label="Title" />
          <TextArea form={form} name="text" label="Text" />
          <Button name="then" value="publish">
            Publish
          </Button>
          <Button kind="danger" confirm="Remove it?" name="then" value="remove">
            Remove
          </Button>
        </Form>
      </Page>
    );
  };

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/assets.mjs', folder]);
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
    server = createServer((request, response) => {
      const url = request.url ?? '/';
      const file = join(folder, url);
      if (request.method === 'POST') {
        // Never answered: as on a line that died.
        request.on('data', (data: Buffer) => posts.push(data.toString()));
      } else if (url !== '/' && existsSync(file)) {
        response
          .setHeader('content-type', url.endsWith('.js') ? 'text/javascript' : 'text/css')
          .end(readFileSync(file));
      } else {
        response.setHeader(
          'content-security-policy',
          "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'",
        );
        response
          .setHeader('content-type', 'text/html; charset=utf-8')
          .end(`<!doctype html>${renderToString(pageFor(url))}`);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: installed, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    posts = [];
    stored = undefined;
    const context = await browser.newContext({ timezoneId: 'Africa/Maputo', viewport: { width: 360, height: 700 } });
    tab = await context.newPage();
    await tab.goto(address('/write'));
  });

  afterEach(() => tab.context().close());

  const address = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const text = () => tab.getByLabel('Text').inputValue();
  const given = () => tab.getByText('We put back what you had written').isVisible();

  test('tells times in the zone of the browser', async () => {
    expect(await tab.locator('main time').textContent()).toBe('21 November 2026 at 01:30');
  });

  test('gives a draft back after the page was left, until it is discarded', async () => {
    await tab.getByLabel('Text').fill('Half a thought');
    await tab.getByLabel('Title').fill('My title');
    await tab.goto(address('/write'));
    expect(await text()).toBe('Half a thought');
    expect(await tab.getByLabel('Title').inputValue()).toBe('My title');
    expect(await given()).toBe(true);
    await tab.getByRole('button', { name: 'Discard it' }).click();
    expect(await text()).toBe('');
    expect(await tab.getByLabel('Title').inputValue()).toBe('From the server');
    await tab.goto(address('/write'));
    expect(await given()).toBe(false);
  });

  test('lets a draft go when the server says that it is stored, and not before', async () => {
    await tab.getByLabel('Text').fill('All of it');
    stored = 'post:other';
    await tab.goto(address('/write'));
    expect(await text()).toBe('All of it');
    stored = 'post:new';
    await tab.goto(address('/write'));
    expect(await text()).toBe('');
  });

  test('shows a draft to nobody else on this device', async () => {
    await tab.getByLabel('Text').fill('Mine');
    await tab.goto(address('/write?as=fin'));
    expect(await text()).toBe('');
    await tab.goto(address('/write'));
    expect(await text()).toBe('Mine');
  });

  test('sends a form once, with the button that was pressed', async () => {
    await tab.evaluate(() => {
      const press = () => document.querySelector<HTMLButtonElement>('main button[value=publish]')?.click();
      setTimeout(press, 0);
      setTimeout(press, 250);
    });
    await tab.waitForTimeout(700);
    expect(posts).toHaveLength(1);
    expect(posts[0]).toContain('then=publish');
  });

  test('asks before what cannot be taken back', async () => {
    const asked: string[] = [];
    tab.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await tab.getByRole('button', { name: 'Remove' }).click();
    await tab.waitForTimeout(200);
    expect(asked).toEqual(['Remove it?']);
    expect(posts).toEqual([]);
  });

  test('leaves boxes as the reader left them', async () => {
    const language = tab.locator('details[data-remember=language]');
    expect(await language.getAttribute('open')).not.toBeNull();
    await language.locator('summary').click();
    await tab.waitForTimeout(50);
    await tab.goto(address('/write'));
    expect(await language.getAttribute('open')).toBeNull();
  });

  test('says it when the line is gone and stops when it is back', async () => {
    await tab.context().setOffline(true);
    await tab.getByText('You are offline.').waitFor();
    await tab.context().setOffline(false);
    await tab.getByText('You are offline.').waitFor({ state: 'detached' });
  });

  test('lets the keyboard reach what scrolls', async () => {
    expect(await tab.locator('pre').getAttribute('tabindex')).toBe('0');
  });
});
