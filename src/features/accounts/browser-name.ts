const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Opera Mini|OPR\//, 'Opera'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/UCBrowser\//, 'UC Browser'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const named = (names: readonly (readonly [RegExp, string])[], agent: string) =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** Enough of a `User-Agent` for a person to know their own browser again: "Firefox, Android"; the beginning of it where it is none we know. */
export function browserName(agent: string): string {
  const known = [named(BROWSERS, agent), named(SYSTEMS, agent)].filter(Boolean).join(', ');
  return known || agent.slice(0, 60);
}
