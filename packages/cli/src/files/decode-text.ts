/**
 * The text of a file in UTF-8, or in UTF-16 if it says so at its beginning: what PowerShell makes
 * of `kubectl get -o yaml > FILE`. Throws for anything else.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Error(`something that is not ${encoding.toUpperCase()}`)
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
