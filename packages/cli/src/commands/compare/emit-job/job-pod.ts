import type { JsonObject } from '@seatrial/core'
import { INPUT_FOLDER, containerFiles, keyOf } from './container-files.ts'
import type { JobOptions } from './job-manifests.ts'

/** Where results lie, seen from where containers work. */
export const RESULT_FOLDER = 'results'

/** Where containers work; their inputs and results are folders in it. */
const WORK_FOLDER = '/seatrial'

/** The user of the image, who is nobody in particular. */
const USER = 1000

/** What a container runs, and whatever else only it has. */
export interface JobContainer {
  readonly name: string
  readonly command: readonly string[]
  readonly args: readonly string[]
  readonly env?: readonly JsonObject[]
}

/** A Pod in which containers find the inputs and the results. */
export function podTemplate(
  options: JobOptions,
  containers: readonly JobContainer[],
  initContainers: readonly JobContainer[] = [],
): JsonObject {
  const { name, input } = options
  const { files } = containerFiles(input.texts)
  const items = files.map((file, index) => ({ key: keyOf(file, index), path: file.path }))
  const ofContainer = (container: JobContainer): JsonObject => inPod(container, options)
  return {
    metadata: {
      labels: { 'app.kubernetes.io/name': 'seatrial', 'app.kubernetes.io/instance': name },
    },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        fsGroup: USER,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...(initContainers.length === 0 ? {} : { initContainers: initContainers.map(ofContainer) }),
      containers: containers.map(ofContainer),
      volumes: [
        { name: 'inputs', configMap: { name: `${name}-inputs`, items } },
        { name: 'results', persistentVolumeClaim: { claimName: `${name}-results` } },
      ],
    },
  }
}

/** Ends a Job, or an index of it, with these exit codes; a Pod that had to go does not count. */
export function failurePolicy(
  action: 'FailIndex' | 'FailJob',
  containerName: string,
  values: readonly number[],
): JsonObject {
  return {
    rules: [
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action, onExitCodes: { containerName, operator: 'In', values } },
    ],
  }
}

function inPod({ args, env, ...container }: JobContainer, { image }: JobOptions): JsonObject {
  return {
    ...container,
    args,
    image,
    ...(env === undefined ? {} : { env }),
    workingDir: WORK_FOLDER,
    resources: { requests: { cpu: '1', memory: '512Mi' }, limits: { memory: '1Gi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [
      { name: 'inputs', mountPath: `${WORK_FOLDER}/${INPUT_FOLDER}`, readOnly: true },
      { name: 'results', mountPath: `${WORK_FOLDER}/${RESULT_FOLDER}` },
    ],
  }
}
