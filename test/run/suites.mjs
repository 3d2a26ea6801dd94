// The suites of "npm test", in order. A suite without `count` is one check: it passes or fails as a whole.
import { countPlaywright, countVitest } from './count-tests.mjs';

const vitest = (name) => ({
  name,
  command: (reportPath) => [
    'npx',
    '--no-install',
    'vitest',
    'run',
    `test/${name}/`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath}`,
  ],
  count: countVitest,
});

const playwright = (name) => ({
  name,
  command: () => ['npm', 'run', '--silent', `test:${name}`, '--', '--reporter=list,json'],
  environment: (reportPath) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath }),
  count: countPlaywright,
});

export const SUITES = [
  { name: 'build', command: () => ['npm', 'run', '--silent', 'build'] },
  { name: 'types', command: () => ['npx', '--no-install', 'tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', command: () => ['npm', 'run', '--silent', 'lint'] },
  { name: 'import rules', command: () => ['npm', 'run', '--silent', 'lint:imports'] },
  vitest('unit'),
  vitest('property'),
  vitest('conformance'),
  playwright('harness'),
  playwright('e2e'),
];
