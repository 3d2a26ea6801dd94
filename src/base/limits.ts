// All limits in one place: what a hostile or endless input can make this tool keep or do. Thresholds of verdicts are no
// limits: they are policy (engine/policy.ts). Nor is what a view cuts off to fit.

// What is read of one exchange. What is longer or more is skipped: no browser sends it, no server takes it.
/** Longer candidates are no tokens (rules.md 2.3). */
export const MAX_TOKEN_CHARS = 65_536;
/** Of one header's value. */
export const MAX_HEADER_CHARS = 65_536;
/** Header lines of one name. */
export const MAX_JOINED_LINES = 200;
/** Header lines of one message in a file. */
export const MAX_HEADER_LINES = 500;
export const MAX_URL_CHARS = 65_536;
export const MAX_QUERY_FIELDS = 100;
/** Of a path's template. */
export const MAX_PATH_SEGMENTS = 16;
export const MAX_PATH_SEGMENT_CHARS = 48;
/** Longer bodies are no token requests. */
export const MAX_REQUEST_BODY_CHARS = 64 * 1024;
/** Longer bodies are no token answers. */
export const MAX_ANSWER_BODY_CHARS = 256 * 1024;
/** Form fields that a file tells one by one. */
export const MAX_FORM_PARAMS = 200;
export const MAX_FORM_FIELDS = 200;
/** Of JSON in which tokens are looked for (dialects.md 2: containers to depth 4). */
export const MAX_BODY_DEPTH = 5;
export const MAX_BODY_NODES = 3000;
/** Of a body with one JSON document to a line. */
export const MAX_BODY_LINES = 500;
export const MAX_BODY_ARRAY_ITEMS = 5;
/** Of one GraphQL query. */
export const MAX_GRAPHQL_CHARS = 20_000;
export const MAX_GRAPHQL_ARGUMENTS = 50;
/** Frames of one WebSocket that are looked into for tokens, and how long one may be. */
export const MAX_FRAMES = 2_000;
export const MAX_FRAME_CHARS = 65_536;
/** Of what an answer says of its error. */
export const MAX_ERROR_TEXT_CHARS = 400;
/** Parts of a batched answer that are asked for errors. */
export const MAX_ERROR_BATCH = 5;
/** Of the browser's word for a failed request. */
export const MAX_NETWORK_ERROR_CHARS = 64;
/** Of a page's name in a file. */
export const MAX_PAGE_ID_CHARS = 64;
/** Of one Cookie header. */
export const MAX_COOKIES = 200;
/** Of these, the ones that may hold a token. */
export const MAX_COOKIE_CANDIDATES = 40;
/** Of one cookie's value, its chunks joined. */
export const MAX_COOKIE_CHARS = 65_536;
/** Of one answer. */
export const MAX_SET_COOKIES = 40;
/** Tokens that one answer brings. */
export const MAX_ISSUED = 24;
/** Credentials that one request shows. */
export const MAX_PRESENTED = 24;
/** Of the field in which a credential was found, of a cookie's name, of a claim's, of a GraphQL operation's. */
export const MAX_FIELD_NAME_CHARS = 64;
/** Of a scope, and of all that a refresh asks for. */
export const MAX_SCOPE_CHARS = 1024;
export const MAX_CLIENT_ID_CHARS = 128;

// What is kept of one token.
/** Of claims as they are shown; deeper ones are left out. */
export const MAX_CLAIM_DEPTH = 8;
export const MAX_CLAIM_NODES = 2000;
/** Names of claims, of the outermost object only. */
export const MAX_CLAIM_NAMES = 100;
/** Of one text among the claims. */
export const MAX_CLAIM_CHARS = 2048;
/** Of an issuer, a subject, a client, an audience. */
export const MAX_IDENTITY_CHARS = 512;
/** Carriers, origins and contexts in which it was seen. */
export const MAX_PLACES = 16;
export const MAX_TOKEN_ENDPOINTS = 16;
export const MAX_EXPIRED_BURSTS = 16;
/** Refreshes that presented it. */
export const MAX_RENEWAL_USES = 64;
/** Requests that are shown as a token's uses of one kind. */
export const MAX_NOTED_USES = 16;

// What is remembered between exchanges, so that nothing is computed twice; the oldest goes first.
export const MAX_KNOWN_FINGERPRINTS = 2048;
/** Longer texts are not looked for among the known ones: they are bodies, and seldom come twice. */
export const MAX_KNOWN_CHARS = 4096;
/** Fingerprints and redacted claims only. */
export const MAX_KNOWN_TOKENS = 512;
/** Addresses and Cookie headers, by their fingerprints. */
export const MAX_KNOWN_TEXTS = 512;
/** Of one kind of parts that tokens have in common; longer ones seldom come twice. */
export const MAX_SHARED_VALUES = 500;
export const MAX_SHARED_CHARS = 1000;
/** Requests without an answer: a final event may be lost when the worker restarts. */
export const MAX_IN_FLIGHT = 2000;
export const MAX_IN_FLIGHT_MS = 10 * 60_000;
export const MAX_OPEN_REDIRECTS = 50;
/** Requests that are told only when their answer shows that they matter. */
export const MAX_HELD_REQUESTS = 2000;

// The engine's entities of each kind; the least recently changed goes first (engine/retain.ts).
export const MAX_ENTITIES = {
  log: 1,
  token: 1600,
  claims: 1000,
  send: 2000,
  refresh: 1200,
  chain: 1000,
  client: 400,
  endpoint: 1500,
  server: 400,
  code: 400,
  proof: 1000,
  once: 2000,
  sight: 2000,
  context: 400,
  alias: 4000,
};
/** Of a file, which does not go on for days. */
export const MAX_FILE_ENTITIES = { ...MAX_ENTITIES, token: 4000, refresh: 3000 };

// Lists inside these entities; the oldest goes first.
/** Renewal credentials of one chain. */
export const MAX_CREDENTIALS = 256;
export const MAX_ACCESS_TOKENS = 128;
export const MAX_EDGES = 256;
export const MAX_BRANCHES = 64;
export const MAX_GENERATIONS = 64;
/** Access tokens of a chain that were accepted after its end. */
export const MAX_OUTLIVED = 16;
/** Uses of a chain after its logout. */
export const MAX_AFTER_LOGOUT = 64;
/** For which a chain's first scope is remembered. */
export const MAX_AUDIENCES = 8;
/** Tabs and workers of one client. */
export const MAX_CONTEXTS = 64;
export const MAX_CONTEXT_TOKENS = 8;
export const MAX_CLIENT_TOKENS = 16;
export const MAX_REJECTIONS = 32;
/** Of one client, and of one of its tabs. */
export const MAX_REFRESHES = 64;
export const MAX_CLIENT_CHAINS = 32;
/** Sign-ins and logins of one client. */
export const MAX_INSTANTS = 16;
export const MAX_AUTHORIZATION_TRIPS = 16;
export const MAX_LOOP_CYCLES = 64;
/** Followed from one credential to its newest successor. */
export const MAX_COUNTED_ROTATIONS = 64;
/** Of one server. */
export const MAX_CHALLENGED_SEGMENTS = 32;
/** Accepted sends of one server to endpoints that did not yet show whether they ask for a credential. */
export const MAX_SUSPECTS = 32;
/** Of one endpoint. */
export const MAX_RECENT_SENDS = 24;
export const MAX_SERVER_CHAINS = 64;
/** Of a session that had ended. */
export const MAX_DEAD_USES = 8;
/** Carriers, origins and contexts of a renewal credential. */
export const MAX_RENEWAL_PLACES = 16;
/** Cookies of one client, by their names, that have renewed a session. */
export const MAX_RENEWAL_COOKIES = 20;
/** Cookies set by one answer that may turn out to be renewal credentials. */
export const MAX_COOKIE_NEWS = 20;
/** That showed one value which should be seen once. */
export const MAX_ONCE_SENDS = 8;
export const MAX_ONCE_TOKENS = 8;
/** Proofs are as many as requests: among the tokens each server has its newest only. */
export const MAX_PROOFS = 32;
export const MAX_CODE_SENDS = 8;
/** Of one refused request. */
export const MAX_REPEATS = 16;
/** Sends of one URL in one second; of more than that the oldest are no longer found. */
export const MAX_SIGHTS = 256;
export const MAX_GAPS = 50;
/** Of the worker's, and of one panel's own. */
export const MAX_FAULTS = 50;

// Findings.
/** Of one group, so that one which thousands of tokens fill stays cheap to change: of its oldest only the sum is kept. */
export const MAX_LIVE_VERDICTS = 250;
/** What a sticky rule said of one subject and may still take back: more than it looks back at (rules/judge.ts). */
export const MAX_INSTANCES = 8;
export const MAX_EVIDENCE = 40;
/** Tokens, refreshes and chains that a finding names. */
export const MAX_FINDING_NAMES = 40;
/** More than anyone mutes by hand; the oldest go. */
export const MAX_MUTED = 200;
export const MAX_MUTED_NAME_CHARS = 300;

// Queues, messages, the archive and files.
/** Events before the archive is loaded. More is no browsing; the raw events hold secrets and must not pile up. */
export const MAX_WAITING = 5000;
/** storage.session takes 10 MiB and Firefox does not enforce it; less than half of it is enough for any session. */
export const MAX_ARCHIVE_BYTES = 4_500_000;
/** That the browser has not answered yet. */
export const MAX_WRITES_UNDER_WAY = 16;
/** DevTools windows whose numbering is remembered. */
export const MAX_DEVTOOLS_PAGES = 50;
/** No message is larger than this, in characters of JSON, unless a single entity or observation is. */
export const MAX_MESSAGE_CHARS = 256 * 1024;
/**
 * That the worker has not saved yet; beyond this the oldest are given up, and a fault says so. A busy page makes a hundred
 * a second, and a worker that was killed takes seconds to be there again.
 */
export const MAX_UNSAVED_OBSERVATIONS = 10_000;
/**
 * Sent to the worker, which has not confirmed them; the batch that goes beyond it is sent whole. With more to take, a worker
 * that has just started would not get to saving; one that is killed again and again would never save anything.
 */
export const MAX_UNTAKEN_OBSERVATIONS = 400;
/**
 * What waited for a worker goes in batches that take it a moment each: one that was soon killed again on a slow machine seldom got
 * through a batch of 100, and what waited grew.
 */
export const MAX_SENT_IN_BATCH = 20;
/** A page sends far fewer at once; more is not believed. */
export const MAX_BATCH_OBSERVATIONS = 5000;
/** For panels that come back after a worker's restart. */
export const MAX_RECENT_STEPS = 300;
/** A browser's log has about six levels. */
export const MAX_FILE_DEPTH = 500;
/** A file of 200 MB that a browser wrote has three million or so. */
export const MAX_FILE_VALUES = 20_000_000;
/** That file has 20,000 entries. Each takes its time, however little is in it. */
export const MAX_FILE_ENTRIES = 1_000_000;
/** Less than the longest string of any browser and of Node. */
export const MAX_FILE_TEXT_CHARS = 500_000_000;
/** Of one refresh in a report that is read back: the requests it counts as refused before it or sent again after it. */
export const MAX_TOLD_REQUESTS = 1000;
export const MAX_FAULT_NAME_CHARS = 40;
/** Of a policy's key that nobody knows: enough to find a misspelt one. */
export const MAX_UNKNOWN_KEY_CHARS = 40;
