import { type FieldErrors, invalid, required } from '../field-error.ts'

/** What a manifest says about an owner; everything may be missing. */
export interface OwnerReferenceManifest {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
  readonly uid?: string
  readonly controller?: boolean
}

/**
 * `metadata.ownerReferences`: each one complete, at most one controller.
 *
 * `atIndex`: a missing part is told at its own index as Required, as from 1.37; earlier releases
 * tell it of the whole list as Invalid.
 */
export function* validateOwnerReferences(
  owners: readonly OwnerReferenceManifest[],
  { path, atIndex }: { readonly path: string; readonly atIndex: boolean },
): FieldErrors {
  for (const [index, owner] of owners.entries()) {
    for (const [part, value] of missingParts(owner)) {
      if (atIndex) yield required(`${path}[${index}].${part}`, 'must be given for an owner')
      else yield invalid(`${path}.${part}`, value, 'must not be empty for an owner')
    }
    if (owner.apiVersion === 'v1' && owner.kind === 'Event') {
      yield invalid(path, owner, 'must not name an Event as owner')
    }
  }
  if (owners.filter((owner) => owner.controller === true).length > 1) {
    yield invalid(path, owners, 'must name one controller at most')
  }
}

function* missingParts(owner: OwnerReferenceManifest): Generator<[part: string, value: string]> {
  const { apiVersion = '', kind = '', name = '', uid = '' } = owner
  if (versionOf(apiVersion) === '') yield ['apiVersion', apiVersion]
  if (kind === '') yield ['kind', kind]
  if (name === '') yield ['name', name]
  if (uid === '') yield ['uid', uid]
}

/** The version of `version` or `group/version`, '' for anything else. */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/')
  return parts.length <= 2 ? parts.at(-1)! : ''
}
