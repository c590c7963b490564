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

/** The name of a file without its folder and ending. */
export function baseName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return name.replace(/\.[^.]*$/, '')
}
