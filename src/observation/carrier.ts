/** Where in an exchange a credential rode; the words of report.schema.json. */
export type Carrier =
  | 'authorization'
  | 'request-header'
  | 'cookie'
  | 'query'
  | 'path'
  | 'form'
  | 'json'
  | 'multipart'
  | 'websocket'
  | 'response-json'
  | 'response-form'
  | 'response-header'
  | 'set-cookie'
  | 'redirect';

export const isInHeader = (carrier: Carrier): boolean => carrier === 'authorization' || carrier === 'request-header';
export const isInAddress = (carrier: Carrier): boolean => carrier === 'query' || carrier === 'path';
export const isInBody = (carrier: Carrier): boolean =>
  carrier === 'form' || carrier === 'json' || carrier === 'multipart';
