/** What a claim's Event says of its wait. */
export interface ClaimNotice {
  readonly reason: 'WaitForFirstConsumer' | 'ExternalProvisioning'
  readonly message: string
}

/** The volume is made when a pod that uses the claim has a node. */
export const WAITS_FOR_CONSUMER: ClaimNotice = {
  reason: 'WaitForFirstConsumer',
  message: 'waiting for first consumer to be created before binding',
}

/** Somebody else makes the volume. */
export function waitsForProvisioner(provisioner: string): ClaimNotice {
  return {
    reason: 'ExternalProvisioning',
    message:
      `Waiting for a volume to be created either by the external provisioner '${provisioner}' or ` +
      'manually by the system administrator. If volume creation is delayed, please verify that the ' +
      'provisioner is running and correctly registered.',
  }
}
