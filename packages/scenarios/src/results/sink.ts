/**
 * Takes the bytes of a file, chunk after chunk. A chunk belongs to the sink from then on: it may keep it,
 * write it later or hand it to another thread.
 */
export type ByteSink = (chunk: Uint8Array) => void
