import { timingSafeEqual } from 'node:crypto';

/** Compares what somebody sent with what it has to be, without telling by the time it takes how much of it is right. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  // By bytes: texts of the same length can have more of them.
  return a.length === b.length && timingSafeEqual(a, b);
}
