// What "npm run test:firefox" needs beside a build: a Firefox.
import { findOrInstallFirefox } from '../support/browser/find-firefox.mjs';

try {
  process.stdout.write(`Firefox: ${findOrInstallFirefox()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
