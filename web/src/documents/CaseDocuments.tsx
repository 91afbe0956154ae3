import { Link } from '@tanstack/react-router'
import { useDesk } from '../identity/desk.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'

/** From a case to the documents of its person. */
export function CaseDocuments({ caseId }: { caseId: string }) {
  const { t } = useText()
  const desk = useDesk()
  return (
    <Card
      title={t('documents.title')}
      action={
        <Link
          className="btn btn-plain btn-small"
          to="/$desk/casi/$id/documenti"
          params={{ desk: desk.code, id: caseId }}
        >
          {t('documents.open')}
        </Link>
      }
    >
      <p className="quiet">{t('documents.of-case-hint')}</p>
    </Card>
  )
}
