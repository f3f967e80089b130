import { line, optionalLine, text } from './input.js';

describe('one line', () => {
  test.each([
    ['\u202eeviL\u202c, not \u2066live\u2069', 'eviL, not live', 'directions that outlive their word'],
    ['A\u200bn\u00ada\ufeff', 'Ana', 'signs without width'],
    ['علی\u200cرضا', 'علی\u200cرضا', 'keeps what joins and parts letters'],
    ['👩🏾\u200d🌾', '👩🏾\u200d🌾', 'keeps what makes one picture of several'],
    ['  ?!…  ', '?!…', 'signs are something'],
  ])('%j becomes %j: %s', (typed, kept) => {
    expect(line(80).parse(typed)).toBe(kept);
  });

  test.each(['\u200b\u200b', '\u200d', '\u3164 \u2800', '\u0301'])('%j shows nothing, and is nothing', (typed) => {
    expect(line(80).safeParse(typed).error?.issues[0]?.code).toBe('too_small');
    expect(optionalLine(80).parse(typed)).toBe('');
    expect(text(80).safeParse(`\n${typed}\n`).error?.issues[0]?.code).toBe('too_small');
  });
});
