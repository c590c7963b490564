import { compareText } from '@seatrial/core'
import type {
  Amounts,
  DescribedContainer,
  DescribedKey,
  DescribedMount,
  DescribedPort,
  DescribedProbe,
  DescribedVariable,
} from './described-template.ts'

/** What kubectl says of a container of a template, line by line. */
export function describeContainer(container: DescribedContainer): string[] {
  const { name = '', image = '', command, args, resources } = container
  const { livenessProbe, readinessProbe, startupProbe, env, volumeMounts } = container
  return [
    `   ${name}:`,
    `    Image:\t${image}`,
    ...ports(container.ports ?? []),
    ...list('Command', command),
    ...list('Args', args),
    ...amounts('Limits', resources?.limits),
    ...amounts('Requests', resources?.requests),
    ...probe('Liveness', livenessProbe),
    ...probe('Readiness', readinessProbe),
    ...probe('Startup', startupProbe),
    ...listOrNone('Environment', (env ?? []).map(variable)),
    ...listOrNone('Mounts', (volumeMounts ?? []).toSorted(byPath).map(mount)),
  ]
}

function ports(all: readonly DescribedPort[]): string[] {
  const plural = all.length > 1 ? 's' : ''
  const texts = (numberOf: (port: DescribedPort) => number): string =>
    all.map((port) => `${numberOf(port)}/${port.protocol ?? 'TCP'}${named(port)}`).join(', ') ||
    '<none>'
  return [
    `    Port${plural}:\t${texts(({ containerPort }) => containerPort ?? 0)}`,
    `    Host Port${plural}:\t${texts(({ hostPort }) => hostPort ?? 0)}`,
  ]
}

function named({ name = '' }: DescribedPort): string {
  return name === '' ? '' : ` (${name})`
}

function list(title: string, lines: readonly string[] = []): string[] {
  return lines.length === 0 ? [] : [`    ${title}:`, ...lines.map((line) => `      ${line}`)]
}

function listOrNone(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [`    ${title}:\t<none>`] : list(title, lines)
}

function amounts(title: string, all: Amounts = {}): string[] {
  const sorted = Object.entries(all).toSorted(([one], [other]) => compareText(one, other))
  return list(
    title,
    sorted.map(([resource, amount]) => `${resource}:\t${amount}`),
  )
}

function probe(title: string, given: DescribedProbe | undefined): string[] {
  if (given === undefined) return []
  const { initialDelaySeconds = 0, timeoutSeconds = 1, periodSeconds = 10 } = given
  const { successThreshold = 1, failureThreshold = 3 } = given
  const times = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s`
  const counts = `#success=${successThreshold} #failure=${failureThreshold}`
  return [`    ${title}:\t${handler(given)} ${times} ${counts}`]
}

function handler({ exec, httpGet, tcpSocket, grpc }: DescribedProbe): string {
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(' ')}]`
  if (httpGet !== undefined) {
    const { scheme = 'HTTP', host = '', port = '', path = '' } = httpGet
    return `http-get ${scheme.toLowerCase()}://${host}:${port}${path}`
  }
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port ?? ''}`
  return grpc === undefined ? 'unknown' : `grpc <pod>:${grpc.port ?? 0} ${grpc.service ?? ''}`
}

function variable({ name = '', value = '', valueFrom }: DescribedVariable): string {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom ?? {}
  if (fieldRef !== undefined) {
    return `${name}:\t (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath ?? ''})`
  }
  if (resourceFieldRef !== undefined) {
    const { containerName = '', resource = '' } = resourceFieldRef
    return `${name}:\t${containerName} (${resource})`
  }
  if (secretKeyRef !== undefined) return `${name}:\t${keyText(secretKeyRef, 'in secret')}`
  if (configMapKeyRef !== undefined) return `${name}:\t${keyText(configMapKeyRef, 'of config map')}`
  return `${name}:\t${value}`
}

function keyText({ name = '', key = '', optional = false }: DescribedKey, where: string): string {
  return `<set to the key '${key}' ${where} '${name}'>\tOptional: ${optional}`
}

function byPath(one: DescribedMount, other: DescribedMount): number {
  return compareText(one.mountPath ?? '', other.mountPath ?? '')
}

function mount({ name = '', mountPath = '', subPath = '', readOnly }: DescribedMount): string {
  const flags = [readOnly === true ? 'ro' : 'rw', ...(subPath === '' ? [] : [`path="${subPath}"`])]
  return `${mountPath} from ${name} (${flags.join(',')})`
}
