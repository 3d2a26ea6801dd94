import { expect, it } from 'vitest';
import { describeFault } from '../../../src/base/describe-fault';

const SECRET = 'q7Zs0secretsecretsecretsecretsecret';

function catchFault(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return describeFault(error);
  }
  return 'nothing was thrown';
}

it.each([
  ['JSON.parse, which quotes its input', () => JSON.parse(`${SECRET}`)],
  [
    'an error whose message looks like a frame',
    () => {
      throw new Error(`jane@${SECRET}.js:1`);
    },
  ],
  ['a URL', () => new URL(SECRET)],
  ['decoding', () => decodeURIComponent(`%${SECRET}`)],
  [
    'an error whose stack is the secret',
    () => {
      throw Object.assign(new Error('x'), { stack: `    at ${SECRET}` });
    },
  ],
  [
    'an error whose name goes on and on',
    () => {
      throw Object.assign(new Error('x'), { name: `${'N'.repeat(60)}${SECRET}`, stack: '' });
    },
  ],
  [
    'a text',
    () => {
      throw SECRET;
    },
  ],
])('a fault of %s is told without what it was about', (_name, work) => {
  const told = catchFault(work);
  expect(told).not.toBe('nothing was thrown');
  expect(told.length).toBeLessThan(120);
  expect(told).not.toContain(SECRET.slice(0, 16));
});
