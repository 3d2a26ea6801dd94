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
