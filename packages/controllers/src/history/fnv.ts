const OFFSET = 2_166_136_261
const PRIME = 16_777_619

/** FNV-1 of the UTF-8 bytes of a text, 32 bits: multiply, then mix in the byte. */
export function fnv1(text: string): number {
  let hash = OFFSET
  eachByte(text, (byte) => {
    hash = Math.imul(hash, PRIME) ^ byte
  })
  return hash >>> 0
}

/** FNV-1a of the UTF-8 bytes of a text and of further bytes, 32 bits: mix in the byte, then multiply. */
export function fnv1a(text: string, more: readonly number[]): number {
  let hash = OFFSET
  const mix = (byte: number): void => {
    hash = Math.imul(hash ^ byte, PRIME)
  }
  eachByte(text, mix)
  more.forEach(mix)
  return hash >>> 0
}

/** The UTF-8 bytes of a text. (The model has no TextEncoder: that is no part of the language.) */
function eachByte(text: string, visit: (byte: number) => void): void {
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) {
      visit(code)
      continue
    }
    if (code < 0x800) visit(0xc0 | (code >> 6))
    else {
      if (code < 0x10000) visit(0xe0 | (code >> 12))
      else {
        visit(0xf0 | (code >> 18))
        visit(0x80 | ((code >> 12) & 0x3f))
      }
      visit(0x80 | ((code >> 6) & 0x3f))
    }
    visit(0x80 | (code & 0x3f))
  }
}
