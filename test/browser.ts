/** What came back: a page as a person sees it, or a document as a program gets it. */
export class Answer {
  constructor(
    readonly status: number,
    readonly url: string,
    readonly headers: Headers,
    readonly body: string,
  ) {}

  /** The words of the page, tags and white space aside. */
  get text(): string {
    return this.body
      .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&nbsp;/g, ' ')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ')
      .trim();
  }

  json<T>(): T {
    return JSON.parse(this.body) as T;
  }

  /** Where the page's links lead. */
  get links(): string[] {
    return [...this.body.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].map(([, href]) => (href ?? '').replace(/&amp;/g, '&'));
  }
}

type Fields = Record<string, string | string[] | undefined>;

/** A browser without script: cookies, forms, redirects. */
export class Browser {
  private readonly jar = new Map<string, string>();

  constructor(
    readonly origin: string,
    cookies: Record<string, string> = {},
  ) {
    for (const [name, value] of Object.entries(cookies)) this.jar.set(name, value);
  }

  /** The same browser, when the server has come back at another address. */
  at(origin: string): Browser {
    return new Browser(origin, Object.fromEntries(this.jar));
  }

  get cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.follow(path, { headers });
  }

  /** Fills in a form and sends it to `path`, with the token that forms carry, and follows where it leads. */
  async post(path: string, fields: Fields = {}): Promise<Answer> {
    return this.follow(path, { method: 'POST', body: formBody({ _csrf: await this.formToken(), ...fields }) });
  }

  /** As `post`, with files, as browsers send them. */
  async upload(
    path: string,
    fields: Record<string, string>,
    files: Record<string, { name: string; type: string; bytes: Uint8Array }>,
  ): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ _csrf: await this.formToken(), ...fields })) form.append(name, value);
    for (const [name, { name: fileName, type, bytes }] of Object.entries(files))
      form.append(name, new Blob([Uint8Array.from(bytes)], { type }), fileName);
    return this.follow(path, { method: 'POST', body: form });
  }

  /** JSON with the session's cookie, as our own scripts send it. */
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const token = await this.formToken();
    return this.follow(path, {
      method,
      headers: {
        accept: 'application/json',
        'x-csrf-token': token,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** The raw answer, redirects and all, with exactly these headers. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.jar.size > 0) headers.set('cookie', this.cookies);
    const response = await fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
    this.keepCookies(response);
    return response;
  }

  async formToken(): Promise<string> {
    const page = await this.get('/sign-in');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1];
    if (!token) throw new Error(`no form token on ${page.url} (${page.status})`);
    return token;
  }

  private async follow(path: string, init: RequestInit, hops = 0): Promise<Answer> {
    const response = await this.fetch(path, init);
    const location = response.headers.get('location');
    if (location && response.status >= 300 && response.status < 400 && hops < 5)
      return this.follow(location, {}, hops + 1);
    return new Answer(response.status, path, response.headers, await response.text());
  }

  private keepCookies(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie) || /expires=Thu, 01 Jan 1970/i.test(cookie)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }
}

function formBody(fields: Fields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value ?? []].flat()) body.append(name, one);
  return body;
}
