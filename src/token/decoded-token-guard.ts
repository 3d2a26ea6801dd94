import { isNullOr, isNumber, isObjectOf, isOneOf } from '../base/guard';
import { isJsonObject } from '../base/json';
import type { DecodedToken } from './decoded-token';

/** Header and payload are the sender's own words: any JSON object will do. */
export const isDecodedToken = isObjectOf<DecodedToken>({
  format: isOneOf('jws', 'jwe'),
  header: isJsonObject,
  payload: isNullOr(isJsonObject),
  lengthChars: isNumber,
});
