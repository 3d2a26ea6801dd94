/**
 * A realm remembers the text of the last successful match of any regular expression (ECMA-262 Annex B: `RegExp.input`,
 * `RegExp.lastMatch`) until the next one. Called at the end of an event, so that no header stays until then.
 */
export function forgetLastMatch(): void {
  NOTHING.test('');
}

const NOTHING = /^/;
