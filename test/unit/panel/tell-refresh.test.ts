// What a failed refresh says of its neighbours: why the chain ended with it, how long its token had been over.

import { expect, it } from 'vitest';
import { tellRefresh } from '../../../src/panel/model/read-refresh-facts';
import type { App } from '../../harness/story/app';
import { atMs, tellShop } from './story-state';

function tellLast(tell: (shop: App) => void, refreshSec = 86_400): string {
  const { state } = tellShop(tell, { refreshSec });
  const last = [...state.refresh.values()].at(-1);
  if (last === undefined) throw new Error('the story has no refresh');
  return tellRefresh(state, last).parts.join(' · ');
}

it('says that two tabs raced before the refusal', () => {
  const text = tellLast((shop) => {
    const first = shop.signIn('13:00:00');
    shop.refresh('13:09:00');
    shop.refresh(atMs('13:09:00') + 100, { with: first, tab: 9, answer: 'reuse' });
    shop.refresh('13:12:00', { answer: 'invalid_grant' });
  });
  expect(text).toContain('failed: invalid_grant · two requests had raced with one refresh token · ');
});

it('says that an older token came back before the refusal', () => {
  const text = tellLast((shop) => {
    const first = shop.signIn('13:00:00');
    shop.refresh('13:09:00');
    shop.refresh('13:11:00', { with: first, answer: 'reuse' });
    shop.refresh('13:12:00', { answer: 'invalid_grant' });
  });
  expect(text).toContain('failed: invalid_grant · an older refresh token had been presented again · ');
});

it('says it of each refusal that follows, too', () => {
  const text = tellLast((shop) => {
    const first = shop.signIn('13:00:00');
    shop.refresh('13:09:00');
    shop.refresh('13:11:00', { with: first, answer: 'reuse' });
    for (const when of ['13:12:00', '13:12:05', '13:12:15']) shop.refresh(when, { answer: 'invalid_grant' });
  });
  expect(text).toContain('failed: invalid_grant · an older refresh token had been presented again · ');
});

it('says nothing of a cause that was not seen', () => {
  const text = tellLast((shop) => {
    shop.signIn('13:00:00');
    shop.refresh('13:09:00', { answer: 'invalid_grant' });
  });
  expect(text).toMatch(/^failed: invalid_grant · 60 s before expiry · /);
});

it('says how long the token had been over', () => {
  const text = tellLast((shop) => {
    shop.signIn('13:00:00');
    shop.refresh('16:30:00', { answer: 'invalid_grant' });
  }, 7200);
  expect(text).toBe('RT1, 90 min past its own expiry: refused · invalid_grant');
});
