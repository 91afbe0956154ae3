import { useQuery } from '@tanstack/react-query'
import { type ReactNode, type Ref, useState } from 'react'
import type { CaseFile } from '#model/cases/contract.ts'
import { type NoteKind, noteKinds } from '#model/codes/note-kinds.ts'
import { MOST_MENTIONS, type Note, type NoteVisibility } from '#model/notes/contract.ts'
import { useDesk, useMe } from '../identity/desk.tsx'
import { membersQuery } from '../identity/queries.ts'
import { IconButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { MentionArea } from '../ui/MentionArea.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { type NoteWords, namedIn } from './note-values.ts'

type Props = {
  /** Begins the ids of the fields. */
  id: string
  file: CaseFile
  values: NoteWords
  change: (part: Partial<NoteWords>) => void
  rows: number
  error?: string | undefined
  placeholder?: string
  autoFocus?: boolean
  areaRef?: Ref<HTMLTextAreaElement>
  /** Who was named before, by name: some may have left the desk. */
  named?: Note['mentions']
  children?: ReactNode
}

/** The fields of a note: the text with whom it names, its kind, who reads it. */
export function NoteFields({ id, file, values, change, named: before, children, ...rest }: Props) {
  const { t } = useText()
  const codes = useCodes()
  const me = useMe()
  const [isWriting, setWriting] = useState(false)
  // Colleagues are asked for once somebody writes: the page of a case is one request.
  const asks = isWriting || values.text !== ''
  const members = useQuery({ ...membersQuery(useDesk().code), enabled: asks }).data?.rows ?? []
  const named = namedIn(values, members, file, before)
  const unread = named.filter((one) => one.unread !== null)
  const others = members.filter((one) => one.accountId !== me.accountId)
  return (
    <>
      <MentionArea
        id={`${id}-text`}
        label={t('notes.one')}
        {...rest}
        value={values.text}
        onChange={(text) => change({ text })}
        onFocus={() => setWriting(true)}
        maxLength={50_000}
        options={others.map((one) => ({ value: one.accountId, label: one.name }))}
        onName={(account) => change({ mentions: [...new Set([...values.mentions, account])].slice(0, MOST_MENTIONS) })}
      />
      {named.length > 0 && (
        <ul className="chips named" aria-label={t('notes.named')}>
          {named.map((one) => (
            <li key={one.id} className="chip chip-plain">
              {one.name}
              <IconButton
                name={t('notes.unname', { name: one.name })}
                icon="close"
                onClick={() => change({ mentions: values.mentions.filter((account) => account !== one.id) })}
              />
            </li>
          ))}
        </ul>
      )}
      {unread.length > 0 && (
        <Notice tone="amber">
          {unread.map((one) => (
            <p key={one.id}>{t(`notes.unread.${one.unread}`, { name: one.name })}</p>
          ))}
        </Notice>
      )}
      <div className="composer-more">
        <SelectField
          id={`${id}-kind`}
          label={t('notes.kind')}
          value={values.kind}
          onChange={(next) => change({ kind: next as NoteKind })}
          options={codes.options(noteKinds)}
        />
        {children}
        <SelectField
          id={`${id}-visibility`}
          label={t('notes.visibility')}
          value={values.visibility}
          onChange={(next) => change({ visibility: next as NoteVisibility })}
          options={(['desk', 'legal'] as const).map((value) => ({ value, label: t(`notes.visibility.${value}`) }))}
        />
      </div>
    </>
  )
}
