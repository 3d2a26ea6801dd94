// What Chrome leaves out of a file, and how to have it written with it.

export const SANITISED =
  'No Authorization header and no cookie is in this file: Chrome leaves them out. Switch on "Allow to generate HAR with sensitive data" in the settings of DevTools and export again.';
