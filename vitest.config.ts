import { defineConfig } from 'vitest/config'

/** Tests read the packages' sources, not their builds: nothing stale can pass. */
const conditions = ['@seatrial/source']

export default defineConfig({
  test: {
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
