import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** From a case to its pathway. */
export function CasePathway({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Card
      title={t('pathway.title')}
      action={
        <Link
          className="btn btn-plain btn-small"
          to="/$desk/casi/$id/percorso"
          params={{ desk: desk.code, id: caseId }}
        >
          {t('pathway.open-pathway')}
        </Link>
      }
    >
      <p className="quiet">{t('pathway.of-case-hint')}</p>
    </Card>
  )
}
