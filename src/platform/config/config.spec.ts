import { ConfigError, readConfig } from './config.js';

test('nothing set: the embedded default, on this machine only', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    mongodbUri: null,
    redisUrl: null,
    smtpUrl: null,
    defaultLocale: 'en',
    development: false,
  });
  expect(config.dataDir.endsWith('/data')).toBe(true);
});

test('an empty variable counts as not set', () => {
  expect(readConfig({ PORT: '', SMTP_URL: '' })).toMatchObject({ port: 3000, smtpUrl: null });
});

test('a slash at the end of the public address goes', () => {
  expect(readConfig({ PUBLIC_URL: 'https://community.example.org/' }).publicUrl).toBe('https://community.example.org');
});

test.each([
  ['PORT', '80 80', /^PORT=80 80: expected a port number$/],
  ['PORT', '70000', /^PORT=70000: expected a port number$/],
  ['MONGODB_URI', 'localhost', /^MONGODB_URI=localhost: expected an address like mongodb:/],
  ['REDIS_URL', 'http://x', /^REDIS_URL=http:\/\/x: expected an address like redis:/],
  ['SMTP_URL', 'mail', /^SMTP_URL=mail: expected an address like smtp:/],
  ['PUBLIC_URL', 'community', /^PUBLIC_URL=community: expected an address like https:/],
  ['TRUST_PROXY', 'yes', /^TRUST_PROXY=yes: expected true or false$/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL=loud: expected fatal,/],
  ['DEFAULT_LOCALE', 'de', /^DEFAULT_LOCALE=de: expected en, fr, es or pt$/],
  ['PALABRE_PORT', '1', /^PALABRE_PORT=1: there is no such setting/],
])('%s=%s is refused in one line that says what is expected', (name, value, line) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(line);
});
