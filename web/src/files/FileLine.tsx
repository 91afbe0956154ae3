import { useState } from 'react'
import { sizeWords } from '#model/codes/file-kinds.ts'
import type { KeptFile } from '#model/files/contract.ts'
import { partCount } from '#model/files/rules.ts'
import { useDocumentWords } from '../documents/document-words.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { shortDate, shortInstant } from '../ui/dates.ts'
import { Failure } from '../ui/failure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { keepBytes } from '../ui/keep-bytes.ts'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useWho } from '../ui/who.ts'
import { sha256Of } from './bytes.ts'
import { isShown } from './FilePreview.tsx'
import { useFileActs } from './queries.ts'

type Props = {
  caseId: string
  file: KeptFile
  open: (what: 'show' | 'take-back' | 'custody') => void
  /** Its chain of custody stands below. */
  isTold: boolean
}

/** One file: what it is, about what, in which state, and what can be done with it. */
export function FileLine({ caseId, file, open, isTold }: Props) {
  const { t } = useText()
  const acts = useFileActs(caseId)
  const [failed, setFailed] = useState<unknown>(null)
  const { id, name, kind, seen, state, evidence, can } = file
  const drop = () => acts.drop(id).catch(setFailed)
  return (
    <li className="file-line">
      <div>
        <About file={file} />
        {failed !== null && <Failure error={failed} />}
      </div>
      <div className="file-acts">
        {can.includes('fetch') && kind && isShown(kind) && (
          <Button small icon="eye" aria-label={t('files.show-this', { name })} onClick={() => open('show')}>
            {t('files.show')}
          </Button>
        )}
        {can.includes('fetch') &&
          (evidence ? (
            <Compared caseId={caseId} file={file} onFailed={setFailed} />
          ) : (
            <Fetched {...{ caseId, file }} />
          ))}
        {seen && evidence && state !== 'arriving' && (
          <Button
            small
            aria-expanded={isTold}
            aria-label={t('files.custody-of', { name })}
            onClick={() => open('custody')}
          >
            {t('files.custody')}
          </Button>
        )}
        {can.includes('take-back') && (
          <Button
            small
            look="plain"
            aria-label={seen ? t('files.take-this-back', { name }) : t('files.take-restricted-back')}
            onClick={() => open('take-back')}
          >
            {t('files.take-back')}
          </Button>
        )}
        {can.includes('drop') && (
          <Button small look="plain" aria-label={t('files.cancel-this', { name })} onClick={() => void drop()}>
            {t('files.drop-begun')}
          </Button>
        )}
      </div>
    </li>
  )
}

function Fetched({ caseId, file: { id, name } }: Pick<Props, 'caseId' | 'file'>) {
  const { t } = useText()
  const acts = useFileActs(caseId)
  return (
    <a
      className="btn btn-outline btn-small"
      href={acts.address(id)}
      download={name}
      aria-label={t('files.fetch-this', { name })}
    >
      <Icon name="download" small />
      {t('files.fetch')}
    </a>
  )
}

/** Evidence is compared with its hash once more where it arrives, and what came of it is said. */
function Compared({
  caseId,
  file: { id, name, sha256 },
  onFailed,
}: Pick<Props, 'caseId' | 'file'> & { onFailed: (error: unknown) => void }) {
  const { t } = useText()
  const say = useSay()
  const acts = useFileActs(caseId)
  const [busy, setBusy] = useState(false)
  const fetch = async () => {
    setBusy(true)
    onFailed(null)
    try {
      const bytes = await acts.bytes(id)
      const isSame = (await sha256Of(bytes)) === sha256
      say(t(isSame ? 'files.hash-same' : 'files.hash-differs'), { bad: !isSame })
      if (isSame) keepBytes(bytes, name)
    } catch (error) {
      onFailed(error)
    }
    setBusy(false)
  }
  return (
    <Button
      small
      icon="download"
      busy={busy}
      aria-label={t('files.fetch-compared-this', { name })}
      onClick={() => void fetch()}
    >
      {t('files.fetch-compared')}
    </Button>
  )
}

function About({ file }: { file: KeptFile }) {
  const { t, lang } = useText()
  const who = useWho()
  const words = useDocumentWords()
  const { state, seen, name, size, at, by, document, note, evidence, visibility, arriving, end } = file
  const of = document ? words.name(document) : note ? t('files.of-note', { day: shortDate(note.day, lang) }) : ''
  const holds = state === 'kept' || state === 'waiting' || state === 'arriving'
  const beside = [seen && holds && size > 0 && t('files.size', sizeWords(size)), shortInstant(at, lang), who(by), of]
  const none = !seen ? 'restricted' : holds ? 'erased' : `none-${state}`
  return (
    <>
      <strong className={name ? 'wording personal' : 'quiet'}>{name || t(`files.${none}`)}</strong>
      <small>{beside.filter(Boolean).join(' · ')}</small>
      <span className="chips">
        {evidence && <Chip icon="flag">{t('files.evidence')}</Chip>}
        {visibility === 'legal' && <Chip icon="lock">{t('files.legal')}</Chip>}
        {state === 'waiting' && (
          <Chip icon="clock" tone="blue">
            {t('files.waits')}
          </Chip>
        )}
        {state === 'arriving' && (
          <Chip icon="clock" tone="amber">
            {t('files.arriving')}
          </Chip>
        )}
        {state === 'refused' && (
          <Chip icon="danger" tone="red">
            {t('files.refused')}
          </Chip>
        )}
      </span>
      {arriving && <small>{t('files.parts', { there: arriving.parts.length, all: partCount(size) })}</small>}
      {end && (
        <small className="personal">
          {t('files.end', { by: who(end.by), at: shortInstant(end.at, lang), why: end.why })}
        </small>
      )}
    </>
  )
}
