// One token for each way in which the page sends them: what the servers noted of it, and what a report says.
import type { Report } from '../report';
import type { MeansByWay } from './page/ways';
import type { WaysWorld } from './start-ways';

export type Count = readonly [way: string, came?: number, accepted?: number];

/** A token names its way as its client. */
const nameClient = (way: string): string => way.replaceAll(' ', '-');

export const prepareMeans = (names: readonly string[], ways: WaysWorld): MeansByWay =>
  Object.fromEntries(
    names.map((name) => [name, { apiOrigin: ways.apiOrigin, token: ways.tokenFor(nameClient(name)) }]),
  );

export const countNoted = (names: readonly string[], ways: WaysWorld): readonly Count[] =>
  names.map((name) => {
    const { came, accepted } = ways.countArrivals().get(nameClient(name)) ?? { came: 0, accepted: 0 };
    return [name, came, accepted];
  });

export const countTold = (names: readonly string[], { tokens }: Report): readonly Count[] =>
  names.map((name) => {
    const token = tokens.find(({ clientId }) => clientId === nameClient(name));
    return token === undefined ? [name] : [name, token.presentations, token.accepted];
  });
