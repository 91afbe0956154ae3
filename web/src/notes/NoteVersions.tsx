import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo } from 'react'
import { formatInstant } from '#model/calendar.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import type { Note, NoteVersion } from '#model/notes/contract.ts'
import { differencesOf } from '#model/notes/differences.ts'
import { useDesk } from '../identity/desk.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'
import { versionsQuery } from './queries.ts'

/** What stood in a note, the newest first, each beside the one before: who wrote it, when, what changed. */
export function NoteVersions({ caseId, note, onClose }: { caseId: string; note: Note; onClose: () => void }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const who = useWho()
  const query = useQuery({ ...versionsQuery(useDesk().code, caseId, note.id), staleTime: 0 })
  const rows = query.data?.rows ?? []
  return (
    <Dialog title={t('notes.versions')} onClose={onClose} wide>
      <QueryState query={query} rows={4} />
      <ol className="versions">
        {rows.map((row, at) => {
          const before = rows[at + 1]
          return (
            <li key={row.no} className="version">
              <h3>
                {t('notes.version', { no: row.no })} {at === 0 && <Chip>{t('notes.version-now')}</Chip>}{' '}
                {row.visibility === 'legal' && <Chip icon="lock">{t('notes.restricted')}</Chip>}
              </h3>
              <p>
                <small>{t('notes.written', { by: who(row.by), at: formatInstant(row.at, lang) })}</small>
              </p>
              {before && before.kind !== row.kind && (
                <p>
                  {t('notes.kind-changed', {
                    from: codes.one(noteKinds, before.kind),
                    to: codes.one(noteKinds, row.kind),
                  })}
                </p>
              )}
              {row.hidden ? <p className="quiet">{t('notes.hidden')}</p> : <Differences row={row} before={before} />}
            </li>
          )
        })}
      </ol>
    </Dialog>
  )
}

/** The text with what came and what was taken out, told by the mark of its kind and by words, never by colour alone. */
function Differences({ row, before }: { row: NoteVersion; before: NoteVersion | undefined }) {
  const { t } = useText()
  const stretches = useMemo(
    () =>
      before && !before.hidden ? differencesOf(before.text, row.text) : [{ what: 'same' as const, text: row.text }],
    [row, before],
  )
  return (
    <p className="prose personal">
      {stretches.map(({ what, text }, no) => {
        const Mark = what === 'added' ? 'ins' : what === 'taken' ? 'del' : Fragment
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches of a text that does not change have no other name
          <Mark key={no}>
            {what !== 'same' && <span className="visually-hidden">{t(`notes.stretch.${what}`)} </span>}
            {text}
          </Mark>
        )
      })}
    </p>
  )
}
