import { readDocuments } from '../../src/format/documents/read-documents.ts'
import type { SourceDocument } from '../../src/format/documents/source-document.ts'

/** The first document of a text that has one. */
export function readOne(text: string): SourceDocument {
  const [document] = readDocuments('one.yaml', text)
  if (document === undefined) throw new Error('there is no document')
  return document
}
