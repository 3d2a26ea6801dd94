// What a file leaves out, and how to have it written with it.

export const SANITISED =
  'No Authorization header and no cookie is in this file: Chrome leaves them out. Switch on "Allow to generate HAR with sensitive data" in the settings of DevTools and export again.';

export const WITHOUT_BODIES =
  "No answer's body is in this file: the tokens that it issued are known only when they are used. Export it with content (Playwright: recordHar with content: 'embed').";
