// Is this thing from storage or from a port an entity? Kept beside the types that it must follow.

import { type Guard, isText } from '../base/guard';
import { isJsonObject } from '../base/json';
import type { Entities, EntityKind } from './state';

type EntityGuards = { readonly [Kind in EntityKind]: Guard<Entities[Kind]> };

const isEntity = <Value>(value: unknown): value is Value => isJsonObject(value);

export const ENTITY_GUARDS: EntityGuards = {
  log: isEntity,
  token: isEntity,
  claims: isEntity,
  send: isEntity,
  refresh: isEntity,
  chain: isEntity,
  client: isEntity,
  context: isEntity,
  endpoint: isEntity,
  server: isEntity,
  code: isEntity,
  proof: isEntity,
  once: isEntity,
  alias: isText,
};
