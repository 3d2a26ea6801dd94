// The tokens of tutorials and of jwt.io (T26): known by their signatures, which everybody can make. They are nobody's.

const SAMPLE_SIGNATURES = [
  // jwt.io with the keys "your-256-bit-secret", "a-string-secret-at-least-256-bits-long" and "secret".
  'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  'reGQzG3OKdoIMWLDKOZ4TICJit3EW69cQE72E2CfzRE',
  'KMUFsIDTnFmyG3nMiGM6H9FNFUROf3wh7SmqJp-QV30',
  'TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ',
  // RFC 7515 A.1, RFC 7519 3.1.
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
];

const SAMPLE_ENDINGS = SAMPLE_SIGNATURES.map((signature) => `.${signature}`);

export const isSampleToken = (text: string): boolean => SAMPLE_ENDINGS.some((ending) => text.endsWith(ending));
