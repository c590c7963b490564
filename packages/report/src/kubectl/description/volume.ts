import type { DescribedVolume } from './described-template.ts'

/** What kubectl says of a volume of a template, line by line. */
export function describeVolume(volume: DescribedVolume): string[] {
  const fields = fieldsOf(volume).map(([title, value]) => `    ${title}:\t${value}`)
  return [`   ${volume.name ?? ''}:`, ...fields]
}

type Fields = readonly (readonly [title: string, value: string | number | boolean])[]

function fieldsOf(volume: DescribedVolume): Fields {
  const { emptyDir, hostPath, configMap, secret, persistentVolumeClaim } = volume
  if (emptyDir !== undefined) {
    return [
      ['Type', "EmptyDir (a temporary directory that shares a pod's lifetime)"],
      ['Medium', emptyDir.medium ?? ''],
      ['SizeLimit', emptyDir.sizeLimit ?? '<unset>'],
    ]
  }
  if (hostPath !== undefined) {
    return [
      ['Type', 'HostPath (bare host directory volume)'],
      ['Path', hostPath.path ?? ''],
      ['HostPathType', hostPath.type ?? ''],
    ]
  }
  if (configMap !== undefined) {
    return [
      ['Type', 'ConfigMap (a volume populated by a ConfigMap)'],
      ['Name', configMap.name ?? ''],
      ['Optional', configMap.optional ?? false],
    ]
  }
  if (secret !== undefined) {
    return [
      ['Type', 'Secret (a volume populated by a Secret)'],
      ['SecretName', secret.secretName ?? ''],
      ['Optional', secret.optional ?? false],
    ]
  }
  if (persistentVolumeClaim !== undefined) {
    return [
      [
        'Type',
        'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
      ],
      ['ClaimName', persistentVolumeClaim.claimName ?? ''],
      ['ReadOnly', persistentVolumeClaim.readOnly ?? false],
    ]
  }
  return [['Type', '<unknown>']]
}
