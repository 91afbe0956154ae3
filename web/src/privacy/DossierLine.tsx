import type { CaseEvent } from '#model/cases/contract.ts'
import { fetchDossier, numberOfDossier } from '#model/privacy/contract-dossier.ts'
import { addressOf } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { useText } from '../ui/text.tsx'

/** Of a dossier that was made: the number on its pages, its parts, and until the evening the paper, for who made it. */
export function DossierLine({ event, caseId }: { event: CaseEvent; caseId: string }) {
  const { t, lang } = useText()
  const desk = useDesk().code
  if (!event.dossier) return null
  const parts = new Intl.ListFormat(lang, { type: 'unit' }).format(
    event.dossier.parts.map((part) => t(`privacy.dossier-part.${part}`)),
  )
  return (
    <span className="dossier-line">
      <small>{t('privacy.dossier-what', { number: numberOfDossier(event.id), parts })}</small>{' '}
      {event.dossier.mine && (
        <a href={addressOf(fetchDossier, { desk, case: caseId, dossier: event.id }, {})} download>
          {t('privacy.dossier-fetch')}
        </a>
      )}
    </span>
  )
}
