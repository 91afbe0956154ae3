import type { Place } from '#model/documents/engine.ts'
import type { DocumentNode } from '#model/documents/graph.ts'
import type { Standing } from '#model/documents/rules.ts'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { looks, placeLooks, useDocumentWords } from './document-words.ts'

export function StandingChip({ standing }: { standing: Standing }) {
  const words = useDocumentWords()
  return <Chip {...looks[standing]}>{words.standing(standing)}</Chip>
}

export function PlaceChip({ place }: { place: Place }) {
  const { t } = useText()
  return <Chip {...placeLooks[place]}>{t(`documents.place.${place}`)}</Chip>
}

/** That a document is the desk's own, or that the desk says something of it. */
export function LocalChip({ node: { local } }: { node: Pick<DocumentNode, 'local'> }) {
  const { t } = useText()
  if (!local) return null
  return <Chip icon="desk">{t(local.name ? 'documents.local-of-desk' : 'documents.local-in-part')}</Chip>
}
