// SipHash-1-3 with 128 bits of output (Aumasson and Bernstein, 2012; https://github.com/veorq/SipHash): a keyed hash for
// tables that a hostile page fills. Its 64-bit words are kept as two halves each.

const WORD_BYTES = 8;
const FINAL_ROUNDS = 3;

/** Room for texts of so many bytes, as `hash` below wants it. */
export const roundUpToBlocks = (bytes: number): number => (Math.floor(bytes / WORD_BYTES) + 1) * WORD_BYTES;

/**
 * `key`: 16 bytes. The result is a function of a text's bytes that gives 128 bits as eight 16-bit code units. `bytes`
 * holds the text in its first `length` bytes and zeros behind it, as many as `roundUpToBlocks` asks for; the last byte of
 * the last block is written to.
 */
export function createSipHash(key: Uint8Array): (bytes: Uint8Array, length: number) => string {
  const view = new DataView(key.buffer, key.byteOffset, 16);
  const [k0, k1, k2, k3] = [0, 4, 8, 12].map((at) => view.getInt32(at, true)) as [number, number, number, number];

  return (bytes, length) => {
    const blocks = roundUpToBlocks(length) / WORD_BYTES;
    bytes[blocks * WORD_BYTES - 1] = length & 0xff;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, blocks * 2);
    let [a, aHigh, b, bHigh] = [k0 ^ 0x70736575, k1 ^ 0x736f6d65, k2 ^ 0x6e646f6d ^ 0xee, k3 ^ 0x646f7261];
    let [c, cHigh, d, dHigh] = [k0 ^ 0x6e657261, k1 ^ 0x6c796765, k2 ^ 0x79746573, k3 ^ 0x74656462];
    let first = 0;
    let firstHigh = 0;
    for (let step = 0; step < blocks + 2 * FINAL_ROUNDS; step += 1) {
      // Rounds after the last block take nothing in: three of them make each half of the result. The casts: `words` holds
      // two of each block.
      const word = step < blocks ? (words[2 * step] as number) : 0;
      const wordHigh = step < blocks ? (words[2 * step + 1] as number) : 0;
      if (step === blocks) c ^= 0xee;
      if (step === blocks + FINAL_ROUNDS) {
        first = a ^ b ^ c ^ d;
        firstHigh = aHigh ^ bHigh ^ cHigh ^ dHigh;
        b ^= 0xdd;
      }
      d ^= word;
      dHigh ^= wordHigh;

      let low = (a + b) | 0;
      let high = (aHigh + bHigh + carry(low, a)) | 0;
      let turned = (b << 13) | (bHigh >>> 19);
      bHigh = ((bHigh << 13) | (b >>> 19)) ^ high;
      b = turned ^ low;
      a = high;
      aHigh = low;

      low = (c + d) | 0;
      high = (cHigh + dHigh + carry(low, c)) | 0;
      turned = (d << 16) | (dHigh >>> 16);
      dHigh = ((dHigh << 16) | (d >>> 16)) ^ high;
      d = turned ^ low;
      c = low;
      cHigh = high;

      low = (a + d) | 0;
      high = (aHigh + dHigh + carry(low, a)) | 0;
      turned = (d << 21) | (dHigh >>> 11);
      dHigh = ((dHigh << 21) | (d >>> 11)) ^ high;
      d = turned ^ low;
      a = low;
      aHigh = high;

      low = (c + b) | 0;
      high = (cHigh + bHigh + carry(low, c)) | 0;
      turned = (b << 17) | (bHigh >>> 15);
      bHigh = ((bHigh << 17) | (b >>> 15)) ^ high;
      b = turned ^ low;
      c = high;
      cHigh = low;

      a ^= word;
      aHigh ^= wordHigh;
    }
    return toCodeUnits(first, firstHigh, a ^ b ^ c ^ d, aHigh ^ bHigh ^ cHigh ^ dHigh);
  };
}

/** 1 when a sum's low half ran over. */
const carry = (sum: number, addend: number): number => (sum >>> 0 < addend >>> 0 ? 1 : 0);

const toCodeUnits = (p: number, q: number, r: number, s: number): string =>
  String.fromCharCode(p & 0xffff, p >>> 16, q & 0xffff, q >>> 16, r & 0xffff, r >>> 16, s & 0xffff, s >>> 16);
