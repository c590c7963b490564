/** The path of a file that another one names: relative names start in the folder of the one that names. */
export function joinFilePath(from: string, reference: string): string {
  if (/^(\/|[A-Za-z]:[\\/])/.test(reference)) return reference
  const folderEnd = Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\'))
  const steps = `${from.slice(0, folderEnd + 1)}${reference}`.split(/[\\/]/)
  const kept: string[] = []
  for (const step of steps) {
    const last = kept.at(-1)
    if (step === '.' || (step === '' && kept.length > 0)) continue
    if (step === '..' && last !== undefined && last !== '..' && last !== '') kept.pop()
    else kept.push(step)
  }
  return kept.join('/')
}

/** A name for what a file holds, fit to be a folder of results: `Kafka Bump.yaml` is `kafka-bump`. */
export function nameFromFile(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const name = file
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return name === '' ? 'scenario' : name
}
