import { useState } from 'react'
import type { EditVersion, LocalDocument, LocalDocuments, LocalEdit } from '#model/documents/edit-contract.ts'
import { isOfProduct } from '#model/documents/edit-rules.ts'
import { CallError } from '../call.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { shortDate, shortInstant } from '../ui/dates.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { useDocumentWords } from './document-words.ts'
import { LocalDocumentForm } from './LocalDocumentForm.tsx'
import { useWriteLocalDocument } from './queries.ts'
import { SourceLine } from './SourceLine.tsx'

type Props = { row: LocalDocument; data: LocalDocuments }

/** What the desk says of one document: what holds, and what it was before. */
export function LocalDocumentCard({ row: { document, versions }, data }: Props) {
  const { t } = useText()
  const words = useDocumentWords()
  const say = useSay()
  const write = useWriteLocalDocument()
  const [isOpen, setOpen] = useState(false)
  const [latest] = versions
  const edit = latest?.edit ?? null
  const isOwn = !isOfProduct(document)
  const mayWrite = data.can.includes('write')
  const hold = async (again: LocalEdit | null) => {
    try {
      const saved = await write(document, { no: latest?.no ?? 0, edit: again })
      say(t(saved ? 'documents.local-saved' : 'documents.local-first'), saved ? undefined : { bad: true })
    } catch (error) {
      const reason = error instanceof CallError && error.reason
      say(t(reason ? `problem.reason.${reason}` : 'documents.local-not-saved'), { bad: true })
    }
  }
  return (
    <Card
      title={words.name(document)}
      action={
        mayWrite &&
        !isOpen && (
          <Button small look="plain" icon="edit" onClick={() => setOpen(true)}>
            {t('documents.local-edit')}
          </Button>
        )
      }
    >
      <div className="chips">
        {edit ? (
          <Chip icon="desk">{t(isOwn ? 'documents.local-of-desk' : 'documents.local-in-part')}</Chip>
        ) : (
          <Chip icon="info">{t(isOwn ? 'documents.local-gone' : 'documents.local-varco-alone')}</Chip>
        )}
      </div>
      {isOpen ? (
        <LocalDocumentForm
          document={document}
          edit={edit ?? versions.find((version) => version.edit)?.edit ?? null}
          data={data}
          fits={(kept) => kept === document}
          onDone={() => setOpen(false)}
        />
      ) : (
        edit && <EditShown edit={edit} />
      )}
      <details>
        <summary>{t('documents.local-versions', { count: versions.length })}</summary>
        <ul className="lines">
          {versions.map((version, place) => (
            <VersionLine key={version.no} version={version} again={mayWrite && place > 0 ? hold : null} />
          ))}
        </ul>
      </details>
      {mayWrite && edit && !isOpen && (
        <p>
          <Button small look="plain" icon="undo" onClick={() => void hold(null)}>
            {t(isOwn ? 'documents.local-retire' : 'documents.local-back')}
          </Button>
        </p>
      )}
    </Card>
  )
}

type VersionProps = { version: EditVersion; again: ((edit: LocalEdit | null) => Promise<void>) | null }

function VersionLine({ version: { by, at, edit }, again }: VersionProps) {
  const { t, lang } = useText()
  return (
    <li>
      <div>
        {t('documents.local-written', { by, at: shortInstant(at, lang) })}
        {edit ? (
          <details>
            <summary>{t('documents.local-show')}</summary>
            <EditShown edit={edit} />
          </details>
        ) : (
          <small>{t('documents.local-given-up')}</small>
        )}
      </div>
      {again && edit && (
        <Button small look="plain" onClick={() => void again(edit)}>
          {t('documents.local-again')}
        </Button>
      )}
    </li>
  )
}

function EditShown({ edit }: { edit: LocalEdit }) {
  const { t, lang } = useText()
  const words = useDocumentWords()
  const from = { at: edit.source, checkedOn: edit.checkedOn }
  const facts: [string, string][] = [
    [t('documents.where'), words.said(edit.where)],
    [t('documents.bring'), words.said(edit.bring)],
    [t('documents.time'), words.said(edit.time)],
    [t('documents.needs'), edit.requires.map((anyOf) => words.requirement({ anyOf, from })).join('; ')],
    ...edit.ways.map(({ insteadOf, also }): [string, string] => [
      t('documents.local-way'),
      t('documents.local-way-says', { insteadOf: words.name(insteadOf), also: words.name(also) }),
    ]),
    [t('documents.local-valid-from'), edit.validFrom ? shortDate(edit.validFrom, lang) : ''],
    [t('documents.local-valid-until'), edit.validUntil ? shortDate(edit.validUntil, lang) : ''],
  ]
  return (
    <>
      <dl className="facts">
        {facts
          .filter(([, says]) => says !== '')
          .map(([label, says]) => (
            <div key={`${label} ${says}`}>
              <dt>{label}</dt>
              <dd>{says}</dd>
            </div>
          ))}
      </dl>
      <SourceLine source={from} />
    </>
  )
}
