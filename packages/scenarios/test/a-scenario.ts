import { type Scenario, scenario } from '../src/index.ts'

/** The scenario whose spec this is, with everything else by default. */
export function aScenario(spec: object): Scenario {
  return scenario(JSON.stringify({ kind: 'Scenario', spec }))
}

/** The StatefulSet `web` of three pods as it is applied, with what its spec says besides. */
export function aStatefulSet(spec: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: { replicas: 3, serviceName: 'web', ...selectedPods('web'), ...spec },
  }
}

/** A DaemonSet as it is applied, with what its spec and that of its pods say besides. */
export function aDaemonSet({
  name = 'agent',
  spec = {},
  podSpec = {},
}: {
  readonly name?: string
  readonly spec?: object
  readonly podSpec?: object
} = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name },
    spec: { ...selectedPods(name, podSpec), ...spec },
  }
}

function selectedPods(app: string, podSpec: object = {}): object {
  const containers = [{ name: app, image: `${app}:1` }]
  return {
    selector: { matchLabels: { app } },
    template: { metadata: { labels: { app } }, spec: { containers, ...podSpec } },
  }
}
