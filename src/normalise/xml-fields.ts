// An answer in XML, where a server was asked for it (GitHub, old OAuth servers, SOAP): its elements of mere text, as fields.

import { MAX_FORM_FIELDS } from '../base/limits';

const IS_XML = /^(?!.*xhtml).*\bxml\b/i;
const DECLARATION = /^<\?xml\b/i;
/** Its name without the prefix, and its text; the closing tag is left to be believed, so that the time stays linear. */
const LEAF = /<(?:[\w.-]{1,32}:)?([\w.-]{1,64})(?:\s[^<>]{0,512})?>([^<>]+)<\//g;

export const isXml = (text: string, mimeType: string): boolean =>
  text.startsWith('<') && (IS_XML.test(mimeType) || DECLARATION.test(text));

export function listXmlFields(text: string): readonly (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = [];
  for (const [, name = '', inner = ''] of text.matchAll(LEAF)) {
    if (fields.length >= MAX_FORM_FIELDS) break;
    if (inner.trim() !== '') fields.push([name, inner.trim()]);
  }
  return fields;
}
