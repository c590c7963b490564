import type { Terminal } from './terminal.ts'

/** The terminal of this process. Standard output may be closed at any time: what comes then is lost quietly. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  ignoreClosedPipe(stdout)
  ignoreClosedPipe(stderr)
  return {
    program: process.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'seatrial',
    hasColors: stdout.isTTY && !process.env['NO_COLOR'],
    showsProgress: stderr.isTTY,
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    readStandardInput: async () => {
      const chunks: Uint8Array[] = []
      for await (const chunk of stdin) chunks.push(chunk as Uint8Array)
      return Buffer.concat(chunks)
    },
    now: () => performance.now(),
  }
}

/** Whoever reads us, such as `head`, may have seen enough. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
