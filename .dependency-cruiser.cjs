// Who may import whom. Every room names the rooms that it may import; what is not named is forbidden.

/** Room → rooms that it may import, beside itself. */
const ROOMS = {
  base: [],
  token: ['base'],
  observation: ['base', 'token'],
  observe: ['base', 'token', 'observation'],
  normalise: ['base', 'token', 'observation', 'observe'],
  engine: ['base', 'token', 'observation'],
  rules: ['base', 'token', 'observation', 'engine'],
  report: ['base', 'token', 'observation', 'engine', 'rules'],
  store: ['base', 'token', 'observation', 'observe', 'normalise', 'engine', 'rules'],
  publish: ['base', 'token', 'observation', 'engine', 'rules', 'store'],
  panel: ['base', 'token', 'observation', 'engine', 'rules', 'report', 'publish'],
  import: ['base', 'token', 'observation', 'observe', 'normalise', 'engine', 'rules', 'report'],
  cli: ['base', 'token', 'engine', 'report', 'import'],
  platform: ['base', 'observe', 'store', 'publish'],
};
// The composition roots import every room.
ROOMS.entry = Object.keys(ROOMS);

const roomRules = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `${room} may import: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

/** The panel's page must not carry the workers' rooms, not even through another room. */
const PANEL_NEVER = '^src/(observe|normalise|store|import)/';
const BROWSER_ONLY = '^src/(platform|panel|store|publish)/|node_modules/webextension-polyfill';

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'known-room',
      comment: 'every source file lives in a room of the list above',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(ROOMS).join('|')})/` },
      to: {},
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-development-dependencies-in-source',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'], pathNot: '/@types/' },
    },
    {
      name: 'polyfill-in-one-module',
      comment: 'the only door to the browser',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/browser-api\\.ts$' },
      to: { path: 'webextension-polyfill', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'polyfill-types-in-platform',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/' },
      to: { path: 'webextension-polyfill' },
    },
    {
      name: 'panel-carries-no-secrets-rooms',
      severity: 'error',
      from: { path: '^src/panel/' },
      to: { path: PANEL_NEVER, reachable: true },
    },
    {
      name: 'panel-page-carries-no-secrets-rooms',
      severity: 'error',
      from: { path: '^src/entry/panel\\.tsx?$' },
      to: { path: PANEL_NEVER, reachable: true },
    },
    {
      name: 'panel-page-carries-no-fold',
      comment: 'the worker folds and judges; the panel only shows, and stays small',
      severity: 'error',
      from: { path: '^src/entry/panel\\.tsx?$' },
      to: { path: '^src/(engine/reduce|rules/catalogue)\\.ts$', reachable: true },
    },
    {
      name: 'command-line-needs-no-browser',
      severity: 'error',
      from: { path: '^src/(entry/cli\\.ts|cli/)' },
      to: { path: BROWSER_ONLY, reachable: true },
    },
    {
      name: 'node-only-in-command-line',
      comment: 'what the browser runs must not need Node',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli/|entry/cli\\.ts$)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nobody-imports-entry',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/entry/' },
      to: { path: '^src/entry/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
};
