// Randomness of the browser's cryptographic kind.

import { bytesToHex } from '@noble/hashes/utils.js';

export const createRandomHex = (bytes: number): string => bytesToHex(crypto.getRandomValues(new Uint8Array(bytes)));
