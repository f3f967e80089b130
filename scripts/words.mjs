// Checks the words of the interface; with --write it sorts them and writes the list of keys first.
// Every key is in every language with the same arguments, belongs to its folder, and is used somewhere.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');
const keysFile = join(source, 'platform/i18n/keys.ts');
const locales = ['en', 'fr', 'es', 'pt'];
const write = process.argv.includes('--write');
const faults = [];
const fault = (file, text) => faults.push(`${relative(root, file)}: ${text}`);

const entries = readdirSync(source, { recursive: true, withFileTypes: true });
const folders = entries
  .filter((entry) => entry.isDirectory() && entry.name === 'messages')
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

const sorted = (words) => Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)));
// French sets a narrow space before these signs that must not break the line.
const typeset = (words, locale) =>
  locale === 'fr'
    ? Object.fromEntries(
        Object.entries(words).map(([key, text]) => [
          key,
          String(text).replace(/[ \u00a0]([:;!?»])|(«)[ \u00a0]/g, '$2\u202f$1'),
        ]),
      )
    : words;
const printed = (words) => `${JSON.stringify(words, null, 2)}\n`;

function readWords(file, locale) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    fault(file, 'is missing: every language has every word');
    return {};
  }
  try {
    const words = JSON.parse(text);
    const proper = printed(sorted(typeset(words, locale)));
    if (write) writeFileSync(file, proper);
    else if (text !== proper) fault(file, 'is not sorted or not typeset: run node scripts/words.mjs --write');
    return words;
  } catch (error) {
    fault(file, error.message);
    return {};
  }
}

// The kinds of node in a parsed message: 0 text, 1 argument, 2 number, 3 date, 4 time, 5 select, 6 plural, 7 "#", 8 tag.
function argumentsOf(nodes, found = new Set()) {
  for (const node of nodes) {
    if (node.type === 0 || node.type === 7) continue;
    found.add(
      `${node.type === 8 ? `<${node.value}>` : node.value}${node.type === 5 ? `, select ${Object.keys(node.options).sort()}` : ''}`,
    );
    if (node.type === 3 || node.type === 4) found.add('date or time: format it with ui.format instead');
    for (const option of Object.values(node.options ?? {})) argumentsOf(option.value, found);
    if (node.children) argumentsOf(node.children, found);
  }
  return found;
}

function checkedArguments(file, key, text, locale) {
  if (typeof text !== 'string' || text.trim() === '') return fault(file, `"${key}" is empty`);
  if (text.includes("'")) fault(file, `"${key}" has a straight quote, which hides what follows: use ’`);
  try {
    const found = [...argumentsOf(new IntlMessageFormat(text, locale).getAst())].sort();
    for (const name of found.filter((one) => one.startsWith('date or time'))) fault(file, `"${key}" has a ${name}`);
    return found.join('; ');
  } catch (error) {
    return fault(file, `"${key}" cannot be read: ${error.message}`);
  }
}

function checkFolder(folder) {
  const prefix = `${basename(dirname(folder))}.`;
  const words = Object.fromEntries(
    locales.map((locale) => [locale, readWords(join(folder, `${locale}.json`), locale)]),
  );
  const expected = new Map();
  for (const [key, text] of Object.entries(words.en)) {
    const file = join(folder, 'en.json');
    if (!key.startsWith(prefix)) fault(file, `"${key}" should begin with "${prefix}"`);
    expected.set(key, checkedArguments(file, key, text, 'en'));
  }
  for (const locale of locales.slice(1))
    checkTranslation(join(folder, `${locale}.json`), words[locale], locale, expected);
  return [...expected.keys()];
}

function checkTranslation(file, words, locale, expected) {
  for (const [key, wanted] of expected) {
    if (!(key in words)) fault(file, `"${key}" is missing`);
    else {
      const found = checkedArguments(file, key, words[key], locale);
      if (found !== undefined && wanted !== undefined && found !== wanted)
        fault(file, `"${key}" has {${found}} where English has {${wanted}}`);
    }
  }
  for (const key of Object.keys(words)) if (!expected.has(key)) fault(file, `"${key}" is not in en.json`);
}

function printedKeys(keys) {
  const lines = keys.map((key) => `  '${key}': true;\n`).join('');
  return `/** Written by \`node scripts/words.mjs --write\`: every key of the English words. */\nexport interface MessageKeys {\n${lines}}\n\nexport type MessageKey = keyof MessageKeys;\n`;
}

function checkUse(keys) {
  const code = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && join(entry.parentPath, entry.name) !== keysFile)
    .filter((entry) => !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
  const literals = new Set([...code.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/gi)].map((match) => match[1]));
  // `blogs.state.${state}` uses every key of that shape.
  const shapes = [...code.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{[^}]*\}([\w.-]*)`/gi)].map((match) => [
    match[1],
    match[2],
  ]);
  const used = (key) => literals.has(key) || shapes.some(([start, end]) => key.startsWith(start) && key.endsWith(end));
  for (const key of keys) if (!used(key)) faults.push(`"${key}" is used nowhere: remove it`);
}

const keys = folders.flatMap(checkFolder).sort();
checkUse(keys);
if (write) writeFileSync(keysFile, printedKeys(keys));
else if (readFileSync(keysFile, 'utf8') !== printedKeys(keys))
  fault(keysFile, 'is out of date: run node scripts/words.mjs --write');

for (const line of faults) console.error(line);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${keys.length} keys in ${locales.length} languages, all in order`);
