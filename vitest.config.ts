import { defineConfig } from 'vitest/config'

/** Tests read the packages' sources, not their builds: nothing stale can pass. */
const conditions = ['@seatrial/source']

export default defineConfig({
  test: {
    // Left alone, vitest would leave one of two cores idle.
    maxWorkers: 2,
    // Modules keep no state that a test could leave behind, and to read them anew for each file takes minutes.
    isolate: false,
    projects: [
      ...['core', 'controllers', 'scenarios', 'report', 'cli'].map((name) =>
        project(name, `packages/${name}`),
      ),
      project('house', '.', 'test/**/*.test.ts'),
    ],
  },
})

function project(name: string, root: string, include = 'test/**/*.test.ts') {
  return {
    extends: true as const,
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: { name, root, include: [include], environment: 'node' as const, testTimeout: 120_000 },
  }
}
