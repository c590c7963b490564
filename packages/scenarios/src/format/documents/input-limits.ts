/**
 * What an input may be at most. Real manifests stay far below; what is above is refused before it
 * can take the memory or the time of the reader.
 */
export const INPUT_LIMITS = {
  /** Characters of a YAML file: about one second of reading for each 3 million. */
  yamlLength: 16 * 1024 * 1024,
  /** Characters of a JSON file. */
  jsonLength: 256 * 1024 * 1024,
  /** Lists and maps inside one another; Kubernetes objects have about 20. */
  depth: 100,
  /** Values that all aliases of a document may stand for together. */
  aliasedValues: 100_000,
} as const

/**
 * Keys that no document may have: they reach into the prototypes of JavaScript objects where a
 * careless program copies them.
 */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor'])
