import type { Place } from '#model/documents/engine.ts'
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
