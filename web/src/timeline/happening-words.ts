import { type CivilDate, formatDate } from '#model/calendar.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import type { DocumentState } from '#model/codes/document-states.ts'
import type { Happening, Pressing } from '#model/timeline/contract.ts'
import { useDocumentWords } from '../documents/document-words.ts'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'

/** How what happened in the parts of a case is said, and what presses in it: `spoken`, of which. */
export function useHappeningWords(spoken: readonly Pick<Happening | Pressing, 'kind' | 'code'>[]) {
  const { t, lang } = useText()
  const codes = useCodes()
  const documents = useDocumentWords(
    spoken.flatMap(({ kind, code }) => (kind === 'document' || kind === 'withheld' ? [code] : [])),
  )
  const day = (on: CivilDate) => formatDate(on, lang)
  /** What kind of thing it is, without what was typed. */
  const subject = ({ kind, code, what }: Pick<Happening | Pressing, 'kind' | 'code' | 'what'>): string => {
    if (kind === 'document' || kind === 'withheld') return documents.name(code)
    if (kind === 'approval' && code === 'close') return t('timeline.pressing.approval-close')
    if (kind === 'appointment') return codes.one(appointmentKinds, code).toLowerCase()
    return what
  }
  return {
    happening: (one: Happening): string => {
      const { kind, act, code, state, until, time, what, count } = one
      if (kind === 'referral') return t('timeline.referral', { what, act: t(`referrals.act.${code}`) })
      const said =
        kind === 'document'
          ? `${documents.name(code)}: ${documents.standing(state as DocumentState)}`
          : t(`timeline.${kind}.${act}`, { count, what: subject(one) })
      const when =
        until &&
        t(kind === 'document' ? 'timeline.until' : 'timeline.for', { day: day(until), time: time && `, ${time}` })
      return when ? `${said} · ${when}` : said
    },
    pressing: (one: Pressing): string => {
      const { kind, day: on, time, late } = one
      const said = [t(`timeline.pressing.${kind}`), subject(one)].filter(Boolean).join(': ')
      if (kind === 'referral') return `${said} · ${t('timeline.no-answer')}`
      if (kind === 'approval') return `${said} · ${on ? t('timeline.asked-on', { day: day(on) }) : ''}`
      return on
        ? `${said} · ${t(late ? (kind === 'appointment' ? 'timeline.not-written' : 'timeline.was-for') : 'timeline.is-for', { day: day(on), time: time && `, ${time}` })}`
        : said
    },
  }
}
