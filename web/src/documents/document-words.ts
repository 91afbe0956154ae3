import { useQuery } from '@tanstack/react-query'
import { documentStates } from '#model/codes/document-states.ts'
import { isOfProduct } from '#model/documents/edit-rules.ts'
import { heldEdits, ownName } from '#model/documents/edits.ts'
import type { Place } from '#model/documents/engine.ts'
import type { Requirement, Said, Source } from '#model/documents/graph.ts'
import type { Standing } from '#model/documents/rules.ts'
import { useDesk } from '../identity/desk.tsx'
import type { Tone } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import type { IconName } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import { localDocumentsQuery } from './queries.ts'

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

/** How documents, their states and their sources are said. `spoken`: of which; those of the desk are asked for where one of them is. */
export function useDocumentWords(spoken?: readonly string[]) {
  const { t, lang } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const asks = spoken === undefined || !spoken.every(isOfProduct)
  const { data } = useQuery({ ...localDocumentsQuery(desk.code), enabled: asks && desk.may('case.read') })
  /** Words of the desk, in Italian where it has no others. */
  const said = (words: Said): string => (lang === 'en' && words.en) || words.it
  const name = (code: string): string => {
    if (isOfProduct(code)) return t(`documents.name.${code}`)
    const row = data?.rows.find(({ document }) => document === code)
    const own = row && ownName(row)
    return own ? said(own) : t('documents.local-nameless')
  }
  const oneOf = (list: readonly string[]): string =>
    list.map(name).reduce((one, other) => t('documents.or', { one, other }))
  return {
    name,
    said,
    /** The desk's own documents that it uses. */
    own: heldEdits(data?.rows ?? []).flatMap(({ document, edit }) => (edit.own ? [document] : [])),
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

/** Whether a source is a page that can be opened: a desk may have typed anything. */
export const isPage = (at: string): boolean => /^https?:\/\/\S+$/.test(at) && URL.canParse(at)

/** A page is called by its site, a law by itself. */
const siteOf = (at: string): string => (isPage(at) ? new URL(at).hostname.replace(/^www\./, '') : at)
