/** Why the system does not let us write, as a noun phrase. */
export function describeWriteError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return (code === undefined ? undefined : REASONS.get(code)) ?? message
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no folder for it'],
  ['ENOTDIR', 'a file where a folder should be'],
  ['EEXIST', 'a file where a folder should be'],
  ['EISDIR', 'a folder'],
  ['EACCES', 'no permission to write there'],
  ['EPERM', 'no permission to write there'],
  ['EROFS', 'a disk that is read only'],
  ['ENOSPC', 'no space left on the disk'],
  ['EDQUOT', 'no space left on the disk'],
  ['ENAMETOOLONG', 'a name that is too long'],
])
