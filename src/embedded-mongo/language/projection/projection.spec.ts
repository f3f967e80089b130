import { compileFilter, compileProjection } from '../index.js';
import { failure, given, projected, read } from '../language.fixture.js';

type Literal = Record<string, unknown>;
const refusal = (spec: Literal, document: Literal = {}) => failure(() => projected(spec, document));

function found(filter: Literal, spec: Literal, document: Literal): Literal {
  const matcher = compileFilter(given(filter));
  const projection = compileProjection(given(spec), { tree: matcher.tree });
  return read(projection.apply(given(document), matcher.matchArrayIndex(given(document))));
}

describe('inclusion and exclusion (manual: Project Fields to Return from Query)', () => {
  const document = { _id: 1, a: { b: 1, c: 2 }, d: [{ e: 1, f: 2 }, 3, [{ e: 4 }]], g: 5 };

  test('fields are kept, or left out, also in arrays', () => {
    expect(projected({ g: 1 }, document)).toEqual({ _id: 1, g: 5 });
    expect(projected({ g: 1, _id: 0 }, document)).toEqual({ g: 5 });
    expect(projected({ 'a.b': 1, 'd.e': 1 }, document)).toEqual({ _id: 1, a: { b: 1 }, d: [{ e: 1 }, [{ e: 4 }]] });
    expect(projected({ a: { b: 1 } }, document)).toEqual({ _id: 1, a: { b: 1 } });
    expect(projected({ 'd.e': 0, g: 0 }, document)).toEqual({ _id: 1, a: { b: 1, c: 2 }, d: [{ f: 2 }, 3, [{}]] });
    expect(projected({ _id: 0 }, document)).toEqual({ a: document.a, d: document.d, g: 5 });
    expect(projected({ _id: 1 }, document)).toEqual({ _id: 1 });
    expect(projected({ _id: 1, g: 0 }, { _id: 1, g: 2, h: 3 })).toEqual({ _id: 1, h: 3 });
    expect(projected({ 'g.x': 1 }, document)).toEqual({ _id: 1 });
    expect(Object.keys(projected({ g: 1, a: 1 }, document))).toEqual(['_id', 'a', 'g']);
  });

  test('expressions compute new fields', () => {
    expect(projected({ sum: { $add: ['$g', 1] } }, document)).toEqual({ _id: 1, sum: 6 });
    expect(projected({ g: 'x', h: '$g' }, document)).toEqual({ _id: 1, g: 'x', h: 5 });
    expect(projected({ 'a.n': { $literal: 1 } }, document)).toEqual({ _id: 1, a: { n: 1 } });
    expect(projected({ 'a.b': 1, 'a.n': '$g' }, document)).toEqual({ _id: 1, a: { b: 1, n: 5 } });
  });

  test('what does not fit together is refused', () => {
    expect(refusal({ a: 1, b: 0 })).toEqual({
      code: 31254,
      message: 'Cannot do exclusion on field b in inclusion projection',
    });
    expect(refusal({ a: 0, b: 1 })).toEqual({
      code: 31253,
      message: 'Cannot do inclusion on field b in exclusion projection',
    });
    expect(refusal({ a: 1, 'a.b': 1 }).code).toBe(31249);
    expect(refusal({ 'a.b': 1, a: 1 }).code).toBe(31250);
    expect(refusal({ a: 0, b: { $add: [1, 2] } }).code).toBe(31252);
    expect(refusal({ a: 0, b: 'x' }).code).toBe(31310);
    expect(refusal({ a: { $nope: 1 } })).toEqual({ code: 31325, message: 'Unknown expression $nope' });
    expect(refusal({ a: {} }).code).toBe(51270);
    expect(refusal({ 'a.': 1 }).code).toBe(40353);
    expect(refusal({ a: { $meta: 'textScore' } }).code).toBe(40218);
  });
});

describe('$slice, $elemMatch and the positional operator of find', () => {
  const document = { _id: 1, a: [1, 2, 3, 4], b: [{ x: 1 }, { x: 2 }], c: 9 };

  test('$slice cuts, and keeps the other fields', () => {
    expect(projected({ a: { $slice: 2 } }, document)).toEqual({ ...document, a: [1, 2] });
    expect(projected({ a: { $slice: -1 } }, document)).toEqual({ ...document, a: [4] });
    expect(projected({ a: { $slice: [1, 2] } }, document)).toEqual({ ...document, a: [2, 3] });
    expect(projected({ a: { $slice: [-3, 2] } }, document)).toEqual({ ...document, a: [2, 3] });
    expect(projected({ a: { $slice: [-9, 2] } }, document)).toEqual({ ...document, a: [1, 2] });
    expect(projected({ c: 1, a: { $slice: 1 } }, document)).toEqual({ _id: 1, a: [1], c: 9 });
    expect(projected({ c: 0, a: { $slice: 1 } }, document)).toEqual({ _id: 1, a: [1], b: document.b });
    expect(projected({ a: { $slice: ['$a', 1] } }, document)).toEqual({ _id: 1, a: [1] });
    expect(refusal({ a: { $slice: 'x' } }).message).toContain('Location31273');
    expect(refusal({ a: { $slice: [1] } }).code).toBe(28667);
  });

  test('$elemMatch keeps the first element that matches', () => {
    expect(projected({ b: { $elemMatch: { x: { $gt: 0 } } } }, document)).toEqual({ _id: 1, b: [{ x: 1 }] });
    expect(projected({ b: { $elemMatch: { x: 7 } } }, document)).toEqual({ _id: 1 });
    expect(projected({ c: 1, b: { $elemMatch: { x: 2 } } }, document)).toEqual({ _id: 1, c: 9, b: [{ x: 2 }] });
    expect(projected({ a: { $elemMatch: { $gt: 2 } } }, document)).toEqual({ _id: 1, a: [3] });
    expect(refusal({ 'b.c': { $elemMatch: { x: 1 } } }).code).toBe(31275);
    expect(refusal({ b: { $elemMatch: 1 } }).code).toBe(31274);
  });

  test('a.$ keeps the element that the filter matched', () => {
    expect(found({ a: { $gt: 2 } }, { 'a.$': 1 }, document)).toEqual({ _id: 1, a: [3] });
    expect(found({ 'b.x': 2 }, { 'b.$': 1, c: 1 }, document)).toEqual({ _id: 1, b: [{ x: 2 }], c: 9 });
    expect(failure(() => found({ c: 9 }, { 'a.$': 1 }, document)).code).toBe(31277);
    expect(failure(() => found({ a: [1, 2, 3, 4] }, { 'a.$': 1 }, document)).code).toBe(51246);
    expect(failure(() => found({ a: 1, b: 1 }, { 'a.$': 1, 'b.$': 1 }, document)).code).toBe(31276);
    expect(failure(() => found({ a: 1 }, { 'a.$': 0 }, document)).code).toBe(31395);
    expect(failure(() => found({ b: 1 }, { 'b.$.x': 1 }, document)).code).toBe(31394);
    expect(failure(() => found({ b: 1 }, { 'b.$.x.$': 1 }, document)).code).toBe(31287);
    expect(refusal({ $: 1 }).code).toBe(16410);
  });
});
