import type { PrintedMetadata, TextByKey } from '../printed-objects.ts'

/*
 * The fields of a pod template that its description reads, spelled and nested as in the API.
 */

/** The template of a revision. */
export interface DescribedTemplate {
  readonly metadata?: PrintedMetadata
  readonly spec?: {
    readonly initContainers?: readonly DescribedContainer[]
    readonly containers?: readonly DescribedContainer[]
    readonly volumes?: readonly DescribedVolume[]
    readonly serviceAccountName?: string
    readonly priorityClassName?: string
    readonly nodeSelector?: TextByKey
    readonly tolerations?: readonly DescribedToleration[]
  }
}

/** A container of a template. */
export interface DescribedContainer {
  readonly name?: string
  readonly image?: string
  readonly ports?: readonly DescribedPort[]
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly resources?: { readonly limits?: Amounts; readonly requests?: Amounts }
  readonly livenessProbe?: DescribedProbe
  readonly readinessProbe?: DescribedProbe
  readonly startupProbe?: DescribedProbe
  readonly env?: readonly DescribedVariable[]
  readonly volumeMounts?: readonly DescribedMount[]
}

/** How much of each resource. */
export type Amounts = Readonly<Record<string, string | number>>

/** A port that a container opens. */
export interface DescribedPort {
  readonly name?: string
  readonly containerPort?: number
  readonly hostPort?: number
  readonly protocol?: string
}

/** How a container is asked for its health. Durations in seconds. */
export interface DescribedProbe {
  readonly exec?: { readonly command?: readonly string[] }
  readonly httpGet?: {
    readonly scheme?: string
    readonly host?: string
    readonly port?: number | string
    readonly path?: string
  }
  readonly tcpSocket?: { readonly host?: string; readonly port?: number | string }
  readonly grpc?: { readonly port?: number; readonly service?: string }
  readonly initialDelaySeconds?: number
  readonly timeoutSeconds?: number
  readonly periodSeconds?: number
  readonly successThreshold?: number
  readonly failureThreshold?: number
}

/** A variable of a container's environment. */
export interface DescribedVariable {
  readonly name?: string
  readonly value?: string
  readonly valueFrom?: {
    readonly fieldRef?: { readonly apiVersion?: string; readonly fieldPath?: string }
    readonly resourceFieldRef?: { readonly containerName?: string; readonly resource?: string }
    readonly secretKeyRef?: DescribedKey
    readonly configMapKeyRef?: DescribedKey
  }
}

/** A key of a Secret or ConfigMap. */
export interface DescribedKey {
  readonly name?: string
  readonly key?: string
  readonly optional?: boolean
}

/** Where a container finds a volume. */
export interface DescribedMount {
  readonly name?: string
  readonly mountPath?: string
  readonly subPath?: string
  readonly readOnly?: boolean
}

/** A volume of a pod. */
export interface DescribedVolume {
  readonly name?: string
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string | number }
  readonly hostPath?: { readonly path?: string; readonly type?: string }
  readonly configMap?: { readonly name?: string; readonly optional?: boolean }
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean }
  readonly persistentVolumeClaim?: { readonly claimName?: string; readonly readOnly?: boolean }
}

/** A taint that a pod puts up with. */
export interface DescribedToleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
  readonly tolerationSeconds?: number
}
