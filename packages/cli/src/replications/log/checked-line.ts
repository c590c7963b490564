import { crc32 } from 'node:zlib'

const CHECKSUM_DIGITS = 8

/** A line that can tell whether it is whole: a checksum, a blank and the text, with its line end. */
export function checkedLine(text: string): string {
  return `${checksumOf(text)} ${text}\n`
}

/** The text of such a line, without its line end; `undefined` when it is not as it was written. */
export function textOfCheckedLine(line: string): string | undefined {
  const text = line.slice(CHECKSUM_DIGITS + 1)
  return line === `${checksumOf(text)} ${text}` ? text : undefined
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(CHECKSUM_DIGITS, '0')
}
