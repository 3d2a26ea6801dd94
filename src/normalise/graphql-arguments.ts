// Arguments of a GraphQL operation: `refreshToken: $t` names what the variable `t` holds (dialects.md 3.21).

import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import { MAX_GRAPHQL_ARGUMENTS, MAX_GRAPHQL_CHARS } from '../base/limits';

const ARGUMENT = /\b(\w{1,64})\s*:\s*(?:\$(\w{1,64})|"([^"\\]{8,4096})")/g;

/** Names with the texts that were given for them, in the query itself or as variables. */
export function listGraphqlArguments(json: JsonObject): readonly (readonly [name: string, text: string])[] {
  const query = readString(json, 'query')?.slice(0, MAX_GRAPHQL_CHARS) ?? '';
  const variables = readMember(json, 'variables');
  return [...query.matchAll(ARGUMENT)].slice(0, MAX_GRAPHQL_ARGUMENTS).flatMap(([, name, variable, literal]) => {
    const given = variable !== undefined && isJsonObject(variables) ? readString(variables, variable) : null;
    const text = literal ?? given;
    return name === undefined || text === null ? [] : [[name, text] as const];
  });
}
