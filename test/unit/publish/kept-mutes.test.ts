import { expect, it } from 'vitest';
import { createKeptMutes } from '../../../src/publish/kept-mutes';
import type { Muted } from '../../../src/rules/muted';

const STORM = { by: 'rule', name: 'refresh-storm' } as const;
const SHOP = { by: 'origin', name: 'https://shop.dev' } as const;

function start(load: () => Promise<unknown>, save: (muted: Muted) => Promise<void> = () => Promise.resolve()) {
  const seen: Muted[] = [];
  const faults: unknown[] = [];
  const mutes = createKeptMutes({
    load,
    save,
    onChange: () => seen.push(mutes.read()),
    onFault: (e) => faults.push(e),
  });
  return { mutes, seen, faults };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('adds what is chosen before the stored list is there', async () => {
  const saved: Muted[] = [];
  const { mutes, seen } = start(
    () => Promise.resolve([SHOP]),
    async (muted) => void saved.push(muted),
  );
  mutes.set(STORM, true);
  expect(mutes.read()).toEqual([]);
  await settle();
  expect(seen).toEqual([[SHOP], [SHOP, STORM]]);
  expect(saved).toEqual([[SHOP, STORM]]);
});

it('adds it although the stored list is long in coming', async () => {
  let arrive = (_stored: unknown): void => undefined;
  const stored = new Promise<unknown>((resolve) => {
    arrive = resolve;
  });
  const { mutes } = start(() => stored);
  mutes.set(STORM, true);
  await settle();
  arrive([SHOP]);
  await settle();
  expect(mutes.read()).toEqual([SHOP, STORM]);
});

it('goes on when it cannot be loaded or kept, and says so', async () => {
  const broken = (): Promise<never> => Promise.reject(new Error('disk full'));
  const { mutes, faults } = start(broken, broken);
  mutes.set(STORM, true);
  mutes.set(STORM, false);
  mutes.set(SHOP, true);
  await settle();
  expect(mutes.read()).toEqual([SHOP]);
  expect(faults).toHaveLength(4);
});
