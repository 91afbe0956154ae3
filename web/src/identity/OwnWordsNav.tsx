import { Link } from '@tanstack/react-router'
import { useText } from '../ui/text.tsx'
import { useDesk } from './desk.tsx'

/** The pages on which a desk writes what is its own: questions, templates of pathways and letters, documents. */
export function OwnWordsNav() {
  const { t } = useText()
  const params = { desk: useDesk().code }
  return (
    <nav className="inline network-nav not-on-paper" aria-label={t('shell.own-words')}>
      <Link to="/$desk/domande" params={params}>
        {t('questions.title')}
      </Link>
      <Link to="/$desk/modelli" params={params}>
        {t('pathway.templates')}
      </Link>
      <Link to="/$desk/modelli-lettere" params={params}>
        {t('letters.templates')}
      </Link>
      <Link to="/$desk/modelli-documenti" params={params}>
        {t('documents.local-title')}
      </Link>
    </nav>
  )
}
