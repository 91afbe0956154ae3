import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type CivilDate, formatDate, formatInstant, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import type { CaseFile } from '#model/cases/contract.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { noteKinds } from '#model/codes/note-kinds.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { CallError } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { timelineOf } from '../timeline/entries.ts'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card, EmptyState, Page, Strip } from '../ui/Page.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { EndGlass } from './EndGlass.tsx'
import { throughGlassQuery } from './queries.ts'

/** A case of another, read in an emergency: nothing can be written here. */
export function GlassFilePage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/signed-in/$desk/emergenze/$id' })
  const query = useQuery(throughGlassQuery(desk.code, id))
  const isOver = query.error instanceof CallError && query.error.code === 'not-found'
  const back = () => void navigate({ to: '/$desk/emergenze', params: { desk: desk.code } })
  const { file, glass, ahead } = (!isOver && query.data) || {}
  const codes = useCodes()
  return (
    <Page
      title={
        <span className="personal">
          {file
            ? file.person.name || file.person.code || t(file.person.erased ? 'people.erased' : 'people.unnamed')
            : t('glass.reading')}
        </span>
      }
      tab={t('glass.reading')}
      action={glass && <EndGlass id={id} onEnded={back} />}
      menu={[]}
    >
      {isOver ? (
        <EmptyState
          action={
            <Link to="/$desk/emergenze" params={{ desk: desk.code }}>
              {t('glass.title')}
            </Link>
          }
        >
          {t('glass.over')}
        </EmptyState>
      ) : (
        <QueryState query={query} rows={8} />
      )}
      {file && glass && (
        <>
          <Notice tone="amber" title={t('glass.until', { time: formatInstant(glass.endsAt, lang) })}>
            <p>{t('glass.reading-text', { desk: glass.owner.name })}</p>
          </Notice>
          {file.person.restricted && (
            <Notice tone="amber">
              <p>{t('glass.restricted')}</p>
            </Notice>
          )}
          {ahead && ahead.length > 0 && (
            <Card title={t('glass.ahead')} count={ahead.length}>
              <ul className="lines">
                {ahead.map((one) => (
                  <li key={`${one.day} ${one.time}`}>
                    <div>
                      {formatDate(one.day, lang)}, {one.time} <small>{codes.one(appointmentKinds, one.kind)}</small>
                      {one.place && <small className="personal">{one.place}</small>}
                    </div>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <FileToRead file={file} />
        </>
      )}
    </Page>
  )
}

function FileToRead({ file }: { file: CaseFile }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const { person } = file
  const day = (text: string) => formatDate(text as CivilDate, lang)
  return (
    <>
      <Strip
        facts={[
          {
            label: t('people.birth-short'),
            value: person.birthDate ? formatPartialDate(person.birthDate as PartialDate, lang) : '–',
          },
          { label: t('people.sex'), value: codes.one(sexes, person.sex) },
          { label: t('people.citizenship'), value: codes.one(citizenships, person.citizenship) },
          { label: t('outreach.language'), value: codes.one(languages, person.language ?? 'not_asked') },
          { label: t('people.phones'), value: <span className="personal">{person.phones.join(', ') || '–'}</span> },
          { label: t('cases.stay-document'), value: codes.one(stayDocuments, file.stayDocument) },
          { label: t('cases.opened-on'), value: day(file.openedOn) },
          { label: t('cases.followers'), value: file.followers.map((one) => one.name).join(', ') || t('cases.nobody') },
          { label: t('cases.profile'), value: codes.one(profiles, file.profile) },
          { label: t('cases.sector'), value: codes.one(sectors, file.sector) },
          {
            label: t('cases.needs'),
            value: isAnswered(file.needs)
              ? file.needs.map((need) => codes.one(needs, need)).join(', ') || t('ui.none')
              : codes.several(needs, file.needs),
          },
        ]}
      />
      <Card title={t('timeline.title')}>
        <ul className="lines">
          {timelineOf(file).map((entry) => (
            <li key={`${entry.kind}${entry.id}`}>
              <div>
                <small>{day(entry.day)}</small>
                {entry.kind === 'note' && (
                  <p className="prose personal">
                    <strong>
                      {entry.note.kind === 'other' ? t('notes.one') : codes.one(noteKinds, entry.note.kind)}
                    </strong>{' '}
                    {entry.note.text}
                  </p>
                )}
                {entry.kind === 'service' && (
                  <p className="prose personal">
                    <strong>{codes.one(needs, entry.service.kind)}</strong> {entry.service.text}
                  </p>
                )}
                {entry.kind === 'event' && <p>{t(`cases.event.${entry.event.act}`, { what: entry.event.what })}</p>}
                {entry.kind === 'contact' && <p>{t('cases.contact')}</p>}
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
