import { digestHour } from './digest-hour.js';

const at = (iso: string) => new Date(iso);

test('a daily digest goes out at seven in the morning where the member lives', () => {
  expect(digestHour('daily', 'Africa/Maputo', at('2026-03-10T12:00:00Z'))).toEqual(at('2026-03-11T05:00:00Z'));
  expect(digestHour('daily', 'America/Montevideo', at('2026-03-10T08:00:00Z'))).toEqual(at('2026-03-10T10:00:00Z'));
});

test('what happens at seven sharp waits for the next morning', () => {
  expect(digestHour('daily', 'UTC', at('2026-03-10T07:00:00Z'))).toEqual(at('2026-03-11T07:00:00Z'));
});

test('a weekly digest goes out on Mondays', () => {
  expect(digestHour('weekly', 'Asia/Kolkata', at('2026-03-11T00:00:00Z'))).toEqual(at('2026-03-16T01:30:00Z'));
});

test('seven stays seven when the clocks change', () => {
  expect(digestHour('daily', 'Europe/Lisbon', at('2026-03-28T20:00:00Z'))).toEqual(at('2026-03-29T06:00:00Z'));
  expect(digestHour('daily', 'Europe/Lisbon', at('2026-03-28T06:00:00Z'))).toEqual(at('2026-03-28T07:00:00Z'));
});

test('a time zone nobody knows is taken as UTC', () => {
  expect(digestHour('daily', 'Moon/Base', at('2026-03-10T12:00:00Z'))).toEqual(at('2026-03-11T07:00:00Z'));
});
