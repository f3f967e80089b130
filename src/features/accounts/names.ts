/** Letters that no decomposition takes apart, beside the ones that their readers look for them at; with those of West Africa. */
const BESIDE: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  ß: 'ss',
  þ: 'th',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  œ: 'oe',
  ŧ: 't',
  ɓ: 'b',
  ɔ: 'o',
  ɖ: 'd',
  ɗ: 'd',
  ə: 'e',
  ɛ: 'e',
  ƒ: 'f',
  ɣ: 'g',
  ɩ: 'i',
  ƙ: 'k',
  ɲ: 'n',
  ʋ: 'v',
  ƴ: 'y',
};

/** A name folded for sorting: accents and strokes stand beside their letters. */
export const sortNameOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^ -~]/g, (letter) => BESIDE[letter] ?? letter);

/** The words of a name as they are typed into a search, whatever the accents. */
export const nameWordsOf = (name: string): string[] =>
  sortNameOf(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
