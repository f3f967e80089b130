import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { linkIn } from '../links.js';
import type { World } from '../world.js';
import { windowOf } from './chromium.js';

const PATIENCE_MS = 30_000;

/** Somebody at a browser of their own, who fills in fields and presses buttons by the words that stand on them. */
export class Person {
  private constructor(
    readonly page: Page,
    private readonly world: World,
  ) {
    page.setDefaultTimeout(PATIENCE_MS);
  }

  static async comes(browser: Browser, world: World, options: BrowserContextOptions): Promise<Person> {
    const window = await windowOf(browser, world, null, options);
    return new Person(await window.newPage(), world);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.world.origin).href);
  }

  async fill(fields: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(fields))
      await this.page
        .locator('main')
        .getByLabel(new RegExp(`^${label}\\b`))
        .first()
        .fill(text);
  }

  async press(words: string): Promise<void> {
    await this.page.getByRole('button', { name: words, exact: true }).first().click();
  }

  async follow(words: string): Promise<void> {
    await this.page.getByRole('link', { name: words }).first().click();
  }

  /** Waits until the page has told this after what was done. */
  async hears(words: string): Promise<void> {
    await this.page.locator('.flashes', { hasText: words }).waitFor();
  }

  /** Opens the link that begins so in the latest letter to this address. */
  async opensLetter(address: string, start: string): Promise<void> {
    await this.world.settle();
    await this.open(linkIn((await this.world.mailTo(address)).at(-1), start));
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }
}

export const PASSWORD = 'le baobab du marché';

/** The first one, by the link that the console shows. */
export async function makesItTheirs(person: Person, setUpLink: string | null): Promise<void> {
  await person.open(new URL(setUpLink ?? '').pathname);
  await person.fill({
    'Name of the community': 'Sous le baobab',
    'Your name': 'Awa Ndiaye',
    'E-mail': 'awa@example.org',
    Password: PASSWORD,
  });
  await person.press('Begin');
  await person.hears('The community is yours');
}

/** From the first page to an account that may write. */
export async function signsUp(person: Person, name: string, address: string): Promise<void> {
  await person.open('/');
  await person.follow('Join');
  await person.fill({ 'Your name': name, 'E-mail': address, Password: PASSWORD });
  await person.page.getByLabel('I have read the terms').check();
  await person.press('Join');
  await person.page.getByRole('heading', { name: 'Look at your e-mail' }).waitFor();
  await person.opensLetter(address, '/confirm-email/');
  await person.press('Yes, confirm it');
  await person.hears('Your address is confirmed');
  await person.open('/sign-in');
  await person.fill({ 'E-mail': address, Password: PASSWORD });
  await person.press('Sign in');
  await person.hears('You are signed in');
}

export async function makesWorkspace(person: Person, name: string): Promise<string> {
  await person.open('/workspaces');
  await person.follow('Create a workspace');
  await person.fill({ Name: name, Tags: 'eau, maintenance' });
  await person.press('Create the workspace');
  await person.hears(`“${name}” is there`);
  return person.path;
}

/** Writes with a picture and tags, looks at the preview, publishes. */
export async function writesPost(person: Person, workspace: string, title: string, picture: Buffer): Promise<string> {
  const { page } = person;
  await person.open(`${workspace}/blog`);
  await person.press('Write a post');
  await person.fill({ Title: title, Text: 'Of 412 households, **380** paid.', Tags: 'eau, saison sèche' });
  await page.getByText('Add an image or a file').click();
  await page.locator('input[type=file]').setInputFiles({ name: 'pump.png', mimeType: 'image/png', buffer: picture });
  await person.fill({ 'What it shows': 'The new pump' });
  await person.press('Put it into the text');
  await person.press('Preview');
  await page.locator('#preview strong', { hasText: '380' }).waitFor();
  await page.locator('#preview img[alt="The new pump"]').waitFor({ state: 'attached' });
  await person.press('Publish');
  await person.hears('Your post is out');
  return person.path;
}

export async function opensDiscussion(person: Person, workspace: string, title: string, text: string): Promise<string> {
  await person.open(`${workspace}/discussions`);
  await person.follow('Open a discussion');
  await person.fill({ Title: title, Text: text });
  await person.press('Open the discussion');
  await person.hears('The discussion is open');
  return person.path;
}
