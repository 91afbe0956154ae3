import { useState } from 'react'
import { formatInstant } from '#model/calendar.ts'
import { languages } from '#model/codes/languages.ts'
import { type CaseLetters, type Letter, printLetter } from '#model/letters/contract.ts'
import { addressOf, fetchBytes } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { keepBytes } from '../ui/keep-bytes.ts'
import { Card } from '../ui/Page.tsx'
import { ReasonDialog } from '../ui/ReasonDialog.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWriteLetters } from './queries.ts'

type Props = { data: CaseLetters; mayWrite: boolean }

/** The letters that were made, the last one first; what was taken back stays among them. */
export function LetterList({ data: { caseId, letters, pdf }, mayWrite }: Props) {
  const { t } = useText()
  const say = useSay()
  const write = useWriteLetters(caseId)
  const [going, setGoing] = useState<Letter | null>(null)
  return (
    <Card title={t('letters.list')} count={letters.filter(({ withdrawn }) => !withdrawn).length}>
      {letters.length === 0 && <p className="quiet">{t('letters.none')}</p>}
      <ol id="letters-made" className="lines" tabIndex={-1} aria-label={t('letters.list')}>
        {letters.map((letter) => (
          <LetterLine
            key={letter.id}
            caseId={caseId}
            letter={letter}
            pdf={pdf}
            take={mayWrite ? () => setGoing(letter) : null}
          />
        ))}
      </ol>
      {going && (
        <ReasonDialog
          title={t('letters.take-back')}
          before={t('letters.take-back-before')}
          label={t('letters.take-back-why')}
          needed={t('letters.take-back-needs')}
          action={t('letters.take-back')}
          onClose={() => {
            setGoing(null)
            document.getElementById('letters-made')?.focus()
          }}
          run={async (why) => {
            await write.withdraw(going.id, why)
            say(t('letters.taken-back'))
          }}
        />
      )}
    </Card>
  )
}

type LineProps = { caseId: string; letter: Letter; pdf: boolean; take: (() => void) | null }

function LetterLine({ caseId, letter, pdf, take }: LineProps) {
  const { t, lang } = useText()
  const codes = useCodes()
  const desk = useDesk().code
  const { id, name, title, language, own, no, discreet, values, by, at, withdrawn } = letter
  const params = { desk, case: caseId, letter: id }
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const fetchPdf = () => {
    setBusy(true)
    setFailed(null)
    return fetchBytes(printLetter, { params, query: { form: 'pdf' } })
      .then((bytes) => keepBytes(bytes, 'page.pdf'), setFailed)
      .finally(() => setBusy(false))
  }
  const when = formatInstant(at, lang)
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <small>
          {language !== 'it' && (
            <>
              <bdi lang={language}>{title}</bdi>
              {' · '}
            </>
          )}
          {codes.one(languages, language)} · {own ? t('letters.version', { no }) : t('letters.of-varco')}
          {discreet && ` · ${t('letters.discreet')}`}
        </small>
        {values.recipient && <small className="personal">{t('letters.row-to', { to: values.recipient })}</small>}
        <small>{t('letters.row', { by, at: when })}</small>
        {failed !== null && <Failure error={failed} />}
        {withdrawn && (
          <>
            <p>
              <Chip>{t('letters.gone')}</Chip>{' '}
              {t('letters.row', { by: withdrawn.by, at: formatInstant(withdrawn.at, lang) })}
            </p>
            {withdrawn.why && <p className="prose personal">{withdrawn.why}</p>}
          </>
        )}
      </div>
      <div className="inline">
        {pdf && !withdrawn && (
          <Button
            small
            busy={busy}
            aria-label={t('letters.pdf-of', { name, at: when })}
            onClick={() => void fetchPdf()}
          >
            {t('letters.pdf')}
          </Button>
        )}
        <a
          className="btn btn-outline btn-small"
          href={addressOf(printLetter, params, { form: 'page' })}
          download
          aria-label={t('letters.page-of', { name, at: when })}
        >
          {t('letters.page')}
        </a>
        {take && !withdrawn && (
          <Button small look="plain" aria-label={t('letters.take-back-of', { name, at: when })} onClick={take}>
            {t('letters.take-back-short')}
          </Button>
        )}
      </div>
    </li>
  )
}
