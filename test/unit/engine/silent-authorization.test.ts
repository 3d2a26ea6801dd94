// A silent authorization belongs to the app whose frame made it, whoever else the tab has shown.

import { expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';
import { redeem } from '../rules/usual-traffic';

it('is recognised in a tab that has shown another app before, and this one never', () => {
  const told = tellStory((s) => {
    redeem(s, 0, { access_token: 'ATb1' }, { client: 'https://www.bank.example' });
    s.frame('auth/authorize', { at: 1, query: { response_type: 'code', prompt: 'none', client_id: 'spa' } });
    redeem(s, 1.3, { access_token: 'AT1' }, { id: 'renewed' });
  });
  expect(told.refresh('renewed')).toMatchObject({ type: 'silent_authz', outcome: 'success', issued: ['AT1'] });
});

it('is none of a sign-in that redeems another code, in a tab that has not shown the app before', () => {
  const told = tellStory((s) => {
    const query = { response_type: 'code', prompt: 'none', client_id: 'spa' };
    s.frame('auth/authorize', { at: 1, query, answer: { status: 302, location: '/cb?code=another' } });
    redeem(s, 1.3, { access_token: 'AT1' });
  });
  expect(told.report.chains.map(({ root }) => root.kind)).toEqual(['code']);
  expect(told.report.refreshes).toEqual([]);
});

it('is none of a sign-in of another app on its origin that goes on before it is answered', () => {
  const told = tellStory((s) => {
    redeem(s, 0, { access_token: 'AT1' });
    const query = { response_type: 'code', prompt: 'none', client_id: 'spa' };
    s.frame('auth/authorize', { at: 600, after: 0.4, query, answer: { status: 302, location: '/cb?code=own' } });
    redeem(s, 600.02, { access_token: 'AT2' }, { after: 0.05 });
  });
  expect(told.report.chains.map(({ root }) => root.kind)).toEqual(['code', 'code']);
  expect(told.report.refreshes).toEqual([]);
});
