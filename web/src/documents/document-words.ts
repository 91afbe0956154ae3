import { documentStates } from '#model/codes/document-states.ts'
import type { DocumentCode } from '#model/documents/documents.ts'
import type { Place } from '#model/documents/engine.ts'
import type { Requirement, Source } from '#model/documents/graph.ts'
import type { Standing } from '#model/documents/rules.ts'
import type { Tone } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import type { IconName } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'

type Look = { icon: IconName; tone: Tone }

export const looks: Record<Standing, Look> = {
  not_asked: { icon: 'open', tone: 'plain' },
  declined: { icon: 'open', tone: 'plain' },
  missing: { icon: 'open', tone: 'plain' },
  requested: { icon: 'clock', tone: 'blue' },
  held: { icon: 'check', tone: 'green' },
  expiring: { icon: 'clock', tone: 'amber' },
  expired: { icon: 'danger', tone: 'red' },
  lost: { icon: 'search', tone: 'amber' },
  'not-applicable': { icon: 'close', tone: 'plain' },
  withheld: { icon: 'warning', tone: 'red' },
}

export const placeLooks: Record<Place, Look> = {
  held: { icon: 'check', tone: 'green' },
  waiting: { icon: 'clock', tone: 'blue' },
  now: { icon: 'right', tone: 'blue' },
  decision: { icon: 'desk', tone: 'plain' },
  back: { icon: 'undo', tone: 'amber' },
  blocked: { icon: 'lock', tone: 'plain' },
  apart: { icon: 'close', tone: 'plain' },
}

/** How documents, their states and their sources are said. */
export function useDocumentWords() {
  const { t, lang } = useText()
  const codes = useCodes()
  const name = (code: string) => t(`documents.name.${code}`)
  const oneOf = (list: readonly string[]): string =>
    list.map(name).reduce((one, other) => t('documents.or', { one, other }))
  return {
    name: (code: DocumentCode | string) => name(code),
    standing: (standing: Standing) =>
      standing === 'expiring' || standing === 'expired' || standing === 'not_asked'
        ? t(`documents.standing.${standing}`)
        : codes.one(documentStates, standing),
    /** One of several documents; where they are many, as many as can be read at once. */
    requirement: ({ anyOf, usually }: Requirement) =>
      usually ? t('documents.usually', { what: oneOf(anyOf) }) : oneOf(anyOf),
    source: ({ at, checkedOn }: Source): string =>
      checkedOn === null
        ? t('documents.source-indicative')
        : t('documents.source-page', { site: siteOf(at), day: shortDate(checkedOn, lang) }),
  }
}

/** A page is called by its site, a law by itself. */
const siteOf = (at: string): string => (at.startsWith('http') ? new URL(at).hostname.replace(/^www\./, '') : at)
