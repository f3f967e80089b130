import { setTimeout as pass } from 'node:timers/promises';
import { Remembered } from './remembered.js';

function counting(forMs: number) {
  const looked = { times: 0, fails: false };
  const remembered = new Remembered(forMs, async () => {
    looked.times += 1;
    if (looked.fails) throw new Error('not now');
    return looked.times;
  });
  return { looked, remembered };
}

test('asks once for all who come meanwhile', async () => {
  const { looked, remembered } = counting(1000);
  expect(await Promise.all([remembered.get(), remembered.get()])).toEqual([1, 1]);
  expect(await remembered.get()).toBe(1);
  expect(looked.times).toBe(1);
});

test('gives what is a little old while it asks again, and then what is new', async () => {
  const { remembered } = counting(10_000);
  await remembered.get();
  remembered.outdate();
  expect(await remembered.get()).toBe(1);
  await pass(5);
  expect(await remembered.get()).toBe(2);
});

test('does not give what is much too old, nor what it was told to forget', async () => {
  const { remembered } = counting(2);
  await remembered.get();
  await pass(40);
  expect(await remembered.get()).toBe(2);
  remembered.forget();
  expect(await remembered.get()).toBe(3);
});

test('does not remember a failure', async () => {
  const { looked, remembered } = counting(1000);
  looked.fails = true;
  await expect(remembered.get()).rejects.toThrow('not now');
  looked.fails = false;
  expect(await remembered.get()).toBe(2);
});
