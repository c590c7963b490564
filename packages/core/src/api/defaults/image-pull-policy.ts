const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const HOST =
  '(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*'
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'

/** An image reference: `[host[:port]/]name[:tag][@digest]`. */
const REFERENCE = new RegExp(
  `^(?:${HOST}(?::\\d+)?/)?${COMPONENT}(?:/${COMPONENT})*(?::(\\w[-.\\w]{0,127}))?(?:@(${DIGEST}))?$`,
)

/**
 * How often an image is pulled when nobody says: always for the tag `latest` and for no tag at all,
 * otherwise only when it is missing, also where the reference cannot be read.
 */
export function defaultImagePullPolicy(image: string): 'Always' | 'IfNotPresent' {
  const match = REFERENCE.exec(image)
  if (match === null) return 'IfNotPresent'
  const [, tag, digest] = match
  const isLatest = tag === 'latest' || (tag === undefined && digest === undefined)
  return isLatest ? 'Always' : 'IfNotPresent'
}
