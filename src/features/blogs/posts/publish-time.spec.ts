import { onTheWall, publishTime } from './publish-time.js';

const now = new Date('2026-03-01T12:00:00Z');
const later = (publishAt: string, zone: string) => publishTime({ when: 'later', publishAt }, zone, now);

test('the clock on the wall is the one of who writes', () => {
  expect(later('2026-03-02T08:00', 'Africa/Maputo')?.toISOString()).toBe('2026-03-02T06:00:00.000Z');
  expect(later('2026-03-02T08:00', 'America/Montevideo')?.toISOString()).toBe('2026-03-02T11:00:00.000Z');
  expect(onTheWall(new Date('2026-03-02T06:00:00Z'), 'Africa/Maputo')).toBe('2026-03-02T08:00');
});

test('an hour that the change of clocks leaves out is the one after it', () => {
  expect(later('2026-03-29T02:30', 'Europe/Zurich')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

test('now is now, whatever stands in the field', () => {
  expect(publishTime({ when: 'now', publishAt: 'nonsense' }, 'UTC', now)).toBeNull();
});

test.each([
  ['2026-03-01T12:59', 'Europe/Zurich'],
  ['', 'UTC'],
  ['tomorrow', 'UTC'],
  ['2026-02-30T10:00', 'UTC'],
  ['2099-01-01T10:00', 'UTC'],
])('%s in %s is refused', (publishAt, zone) => {
  expect(() => later(publishAt, zone)).toThrow(expect.objectContaining({ status: 422 }));
});

test('a zone that does not exist is UTC', () => {
  expect(later('2026-03-02T08:00', 'Mars/Olympus')?.toISOString()).toBe('2026-03-02T08:00:00.000Z');
});
