/** Browsers drop these inside an address, so `java\nscript:` would pass a check that keeps them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const IGNORED_BY_BROWSERS = /[\u0000-\u001f\u007f]+/g;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const LINK_SCHEMES = new Set(['http', 'https', 'mailto']);

/** An address that a link may lead to, made whole against `base` when one is given; undefined when it is refused. */
export function linkUrl(value: string, base?: string): string | undefined {
  const url = absolute(value, base);
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined) return LINK_SCHEMES.has(scheme) ? url : undefined;
  return url === '' ? undefined : url;
}

/** Images come over https or from this site. Old http addresses are raised to https, as browsers do themselves. */
export function imageUrl(value: string, base?: string): string | undefined {
  const url = absolute(value, base).replace(/^http:\/\//i, 'https://');
  if (/^https:\/\/[^/\\]/i.test(url)) return url;
  return /^\/(?![/\\])/.test(url) ? url : undefined;
}

function absolute(value: string, base: string | undefined): string {
  const url = value.replace(IGNORED_BY_BROWSERS, '').trim();
  if (/^[/\\]{2}/.test(url)) return `https://${url.slice(2)}`;
  if (base === undefined || url === '' || url.startsWith('#') || SCHEME.test(url)) return url;
  return URL.canParse(url, base) ? new URL(url, base).href : url;
}
