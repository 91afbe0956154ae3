import { useRef, useState } from 'react'
import { acceptedEndings, FileKind } from '#model/codes/file-kinds.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { AnyDocument, DocumentCode } from '#model/documents/documents.ts'
import { type KeptFiles, MOST_BYTES } from '#model/files/contract.ts'
import type { Note } from '#model/notes/contract.ts'
import { useDocumentWords } from '../documents/document-words.ts'
import { ChecksField } from '../ui/ChecksField.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { FileDrop } from '../ui/FileDrop.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Card } from '../ui/Page.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { SendingLine } from './SendingLine.tsx'
import type { How, Uploads } from './use-uploads.ts'

const most = MOST_BYTES / 1024 / 1024

/** What a choice of the list stands for. */
function aboutOf(chosen: string): Pick<How, 'document' | 'note'> {
  const [what, of = ''] = chosen.split(' ')
  const document = AnyDocument.safeParse(of)
  if (what === 'document' && document.success) return { document: document.data, note: null }
  return { document: null, note: what === 'note' ? of : null }
}

/** The next files: what they are about, how they are kept, and how far they have come. */
export function SendFiles({
  uploads: { sending, add, cancel },
  files,
  notes,
}: {
  uploads: Uploads
  files: KeptFiles
  notes: readonly Note[]
}) {
  const { t, lang } = useText()
  const codes = useCodes()
  const words = useDocumentWords()
  const place = useRef<HTMLDivElement>(null)
  const [about, setAbout] = useState('')
  const [kept, setKept] = useState<string[]>([])
  const [empty, setEmpty] = useState<readonly string[]>([])
  useKeys([{ key: 'f', says: t('files.choose'), run: () => place.current?.querySelector('button')?.focus() }])
  const choose = (file: File) => {
    if (file.size === 0) return setEmpty((before) => [...before.filter((name) => name !== file.name), file.name])
    add(file, {
      ...aboutOf(about),
      evidence: kept.includes('evidence'),
      visibility: kept.includes('legal') ? 'legal' : 'desk',
    })
  }
  const begun = files.rows.some(({ can }) => can.includes('go-on')) && sending.length === 0
  return (
    <Card title={t('files.new')}>
      <div className="form">
        <SelectField
          id="file-about"
          label={t('files.about')}
          none={t('files.about-case')}
          value={about}
          onChange={setAbout}
          personal
          options={[
            ...[...DocumentCode.options, ...words.own]
              .map((code) => ({ value: `document ${code}`, label: words.name(code) }))
              .sort((one, other) => one.label.localeCompare(other.label, lang)),
            ...notes.map(({ id, day, kind }) => ({
              value: `note ${id}`,
              label: t('files.about-note', { kind: codes.one(noteKinds, kind), day: shortDate(day, lang) }),
            })),
          ]}
        />
        <ChecksField
          id="file-kept"
          label={t('files.how')}
          help={t('files.how-help')}
          value={kept}
          onChange={setKept}
          options={(['evidence', 'legal'] as const).map((value) => ({ value, label: t(`files.how.${value}`) }))}
        />
        {begun && (
          <Notice>
            <p>{t('files.begun')}</p>
          </Notice>
        )}
        <div ref={place}>
          <FileDrop
            reading={null}
            several
            words={{
              drop: t('files.drop'),
              choose: t('files.choose'),
              limits: t('files.limits', { left: files.left, room: Math.floor(files.room / 1024 / 1024) }),
              tooLarge: (name) => t('files.wrong.too-large', { name, most }),
            }}
            accept={acceptedEndings(FileKind.options)}
            most={MOST_BYTES}
            onFile={choose}
          />
        </div>
        {empty.length > 0 && (
          <Notice tone="red">
            <p>{t('files.wrong.empty', { name: empty.join(', ') })}</p>
          </Notice>
        )}
        {sending.length > 0 && (
          <ul className="lines" aria-label={t('files.on-the-way')}>
            {sending.map((each) => (
              <SendingLine
                key={each.key}
                sending={each}
                cancel={() => {
                  cancel(each.key)
                  // Its button is gone with it.
                  place.current?.querySelector('button')?.focus()
                }}
              />
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
