import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { KeptFile } from '#model/files/contract.ts'
import { caseQuery } from '../cases/queries.ts'
import { useDesk } from '../identity/desk.tsx'
import { RestrictionBanner } from '../privacy/RestrictionBanner.tsx'
import { Notice } from '../ui/Chip.tsx'
import { Page } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { useSay } from '../ui/toast.tsx'
import { FileList } from './FileList.tsx'
import { filesQuery } from './queries.ts'
import { SendFiles } from './SendFiles.tsx'
import { useUploads } from './use-uploads.ts'

/** The files of a case: what is kept, what is on its way, and the next ones. */
export function FilesPage() {
  const { t } = useText()
  const desk = useDesk()
  const say = useSay()
  const { id } = useParams({ from: '/signed-in/$desk/casi/$id/file' })
  const whole = useQuery(caseQuery(desk.code, id))
  const query = useQuery(filesQuery(desk.code, id))
  const file = whole.data
  const files = query.data
  const uploads = useUploads(id, ({ state, name, end }) =>
    state === 'refused'
      ? say(t('files.refused-now', { what: end?.why ?? '' }), { bad: true })
      : say(t(state === 'waiting' ? 'files.waits-now' : 'files.kept-now', { name })),
  )
  const isOnTheWay = (file: KeptFile) => uploads.sending.some((each) => each.id === file.id && each.stage !== 'failed')
  const isErased = file?.person.erased ?? false
  const mayWrite = file?.can.includes('write') ?? false
  return (
    <Page
      title={t('files.title')}
      tab={t('files.title')}
      facts={
        file && [
          {
            label: t('cases.one'),
            value: (
              <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id }}>
                {file.person.name || file.person.code || t(isErased ? 'people.erased' : 'people.unnamed')}
              </Link>
            ),
          },
        ]
      }
      menu={[{ label: t('ui.print'), icon: 'print', run: () => print() }]}
    >
      {file && (file.person.restricted || isErased) && <RestrictionBanner personId={file.person.id} />}
      <QueryState query={query} rows={6} />
      {files && !isErased && (
        <Notice tone={files.scanned ? 'info' : 'amber'}>
          <p>{t(files.scanned ? 'files.scanned' : 'files.not-scanned')}</p>
        </Notice>
      )}
      {file?.state === 'closed' && (
        <Notice tone="amber">
          <p>{t('files.closed')}</p>
        </Notice>
      )}
      {file && files && mayWrite && !isErased && (
        <div className="cards not-on-paper">
          <SendFiles uploads={uploads} files={files} notes={file.notes} />
        </div>
      )}
      {files && <FileList caseId={id} files={files.rows.filter((each) => !isOnTheWay(each))} />}
    </Page>
  )
}
