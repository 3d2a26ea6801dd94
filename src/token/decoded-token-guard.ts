import { type Guard, isNullOr, isNumber, isObjectOf, isOneOf } from '../base/guard';
import { isJsonObject } from '../base/json';
import type { DecodedToken, TokenFormat } from './decoded-token';

export const isTokenFormat: Guard<TokenFormat> = isOneOf('jws', 'jwe', 'opaque');

/** Header and payload are the sender's own words: any JSON object will do. */
export const isDecodedToken = isObjectOf<DecodedToken>({
  format: isOneOf('jws', 'jwe'),
  header: isJsonObject,
  payload: isNullOr(isJsonObject),
  lengthChars: isNumber,
});
