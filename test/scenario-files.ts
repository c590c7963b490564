import { type Scenario, parseScenario } from '@seatrial/scenarios'
import { read, repositoryFiles } from './house/repository.ts'

/** The committed scenarios that expect something, in order of their path; those of scale are too large. */
export const scenarioFiles: readonly string[] = repositoryFiles.filter(
  (file) =>
    /^scenarios\/(?!scale\/)[^/]+\/[^/]+\.yaml$/.test(file) && /^kind: Scenario$/m.test(read(file)),
)

/** Reads a committed scenario with the manifests that it names. */
export function readScenario(file: string): Scenario {
  return parseScenario(read(file), { file, readFile: read })
}
