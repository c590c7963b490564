/**
 * What we use of csv-stringify. Its own types bring those of Node along, and with them words (console,
 * setTimeout, process) that the model must not know; `paths` in tsconfig.json puts these in their place.
 */
export function stringify(records: readonly (readonly unknown[])[]): string
