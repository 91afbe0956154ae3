import { Link } from '@tanstack/react-router'
import { type CivilDate, formatDate, formatPartialDate, type PartialDate } from '#model/calendar.ts'
import type { CaseFile } from '#model/cases/contract.ts'
import { isAnswered } from '#model/codes/answer.ts'
import { channels } from '#model/codes/channels.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { languages } from '#model/codes/languages.ts'
import { legalBases } from '#model/codes/legal-bases.ts'
import { needs } from '#model/codes/needs.ts'
import { profiles } from '#model/codes/profiles.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import { stayDocuments } from '#model/codes/stay-documents.ts'
import { workForms } from '#model/codes/work-forms.ts'
import { CaseAppointments } from '../appointments/CaseAppointments.tsx'
import { CaseConferences } from '../conferences/CaseConferences.tsx'
import { CaseDocuments } from '../documents/CaseDocuments.tsx'
import { CaseFiles } from '../files/CaseFiles.tsx'
import { useDesk } from '../identity/desk.tsx'
import { CaseLetters } from '../letters/CaseLetters.tsx'
import { CasePathway } from '../pathway/CasePathway.tsx'
import { CaseAnswers } from '../questions/CaseAnswers.tsx'
import { CaseReferrals } from '../referrals/CaseReferrals.tsx'
import { CaseTasks } from '../tasks/CaseTasks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { CaseHours } from '../worktime/CaseHours.tsx'
import { Followers } from './Followers.tsx'

/** Beside the timeline: needs, who follows, facts, person, contacts. */
export function CaseAside({ file, correct }: { file: CaseFile; correct: () => void }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  const met = new Set(file.services.map((service) => service.kind))
  const facts: [string, string][] = [
    [t('cases.profile'), codes.one(profiles, file.profile)],
    [t('cases.stay-document'), codes.one(stayDocuments, file.stayDocument)],
    [t('cases.sector'), codes.one(sectors, file.sector)],
    [t('cases.work-form'), codes.one(workForms, file.workForm)],
    [t('cases.legal-basis'), codes.one(legalBases, file.legalBasis)],
  ]
  const { person } = file
  const never = person.safeContact?.never ?? 'not_asked'
  const noCalls = isAnswered(never) && never.includes('call')
  const edit = file.can.includes('correct') && (
    <Button small look="plain" icon="edit" onClick={correct}>
      {t('cases.correct-short')}
    </Button>
  )
  return (
    <>
      <Card title={t('cases.needs')} action={edit}>
        {isAnswered(file.needs) ? (
          <div className="chips">
            {file.needs.map((need) => (
              <Chip key={need} icon={met.has(need) ? 'check' : 'open'} tone={met.has(need) ? 'green' : 'plain'}>
                {codes.one(needs, need)}
              </Chip>
            ))}
            {file.needs.length === 0 && <span className="quiet">{t('ui.none')}</span>}
          </div>
        ) : (
          <p className="quiet">{codes.several(needs, file.needs)}</p>
        )}
      </Card>
      <CaseTasks file={file} />
      <CaseReferrals caseId={file.id} rows={file.referrals} open={file.state === 'open' && !person.erased} />
      <CaseAppointments caseId={file.id} agenda={file.appointments} open={file.state === 'open' && !person.erased} />
      <CaseConferences caseId={file.id} mayCall={file.can.includes('write')} />
      <CasePathway caseId={file.id} />
      <CaseDocuments caseId={file.id} />
      <CaseFiles caseId={file.id} count={file.files} />
      <Followers file={file} />
      <Card title={t('cases.signs')}>
        <Link to="/$desk/casi/$id/segni" params={{ desk: desk.code, id: file.id }}>
          {t('cases.signs-open')}
        </Link>
      </Card>
      <Card title={t('cases.arrival')}>
        <Link to="/$desk/casi/$id/arrivo" params={{ desk: desk.code, id: file.id }}>
          {t('cases.arrival-open')}
        </Link>
      </Card>
      <CaseHours caseId={file.id} />
      <CaseAnswers file={file} />
      <CaseLetters caseId={file.id} />
      <Card title={t('cases.facts')} action={edit}>
        <dl className="facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={t('cases.person')}>
        <p>
          <Link className="personal" to="/$desk/persone/$id" params={{ desk: desk.code, id: person.id }}>
            {person.name || person.code || t(person.erased ? 'people.erased' : 'people.unnamed')}
          </Link>
        </p>
        <dl className="facts">
          <div>
            <dt>{t('people.birth-short')}</dt>
            <dd className="personal">
              {person.birthDate ? formatPartialDate(person.birthDate as PartialDate, lang) : '–'}
            </dd>
          </div>
          <div>
            <dt>{t('people.sex')}</dt>
            <dd>{codes.one(sexes, person.sex)}</dd>
          </div>
          <div>
            <dt>{t('people.citizenship')}</dt>
            <dd>{codes.one(citizenships, person.citizenship)}</dd>
          </div>
          <div>
            <dt>{t('outreach.language')}</dt>
            <dd>{codes.one(languages, person.language ?? 'not_asked')}</dd>
          </div>
          {person.phones.length > 0 && (
            <div>
              <dt>{t('people.phones')}</dt>
              <dd className="personal">
                {person.phones.map((phone) =>
                  // A register may hold words in the place of a number: they cannot be called.
                  !noCalls && phone.replace(/\D/g, '').length >= 6 ? (
                    <a key={phone} href={`tel:${phone.replaceAll(' ', '')}`}>
                      {phone}
                    </a>
                  ) : (
                    <span key={phone}>{phone}</span>
                  ),
                )}
              </dd>
            </div>
          )}
        </dl>
        {noCalls && (
          <Chip icon="danger" tone="red">
            {t('people.no-calls')}
          </Chip>
        )}
        {person.relatives > 0 && <p className="quiet">{t('people.relatives', { count: person.relatives })}</p>}
        {person.otherCases > 0 && <p className="quiet">{t('cases.other-cases', { count: person.otherCases })}</p>}
      </Card>
      {file.contacts.length > 0 && (
        <Card title={t('cases.contacts')} count={file.contacts.length}>
          <ul className="lines">
            {file.contacts.slice(0, 6).map((contact) => (
              <li key={contact.id}>
                <div>
                  <Link to="/$desk/contatti/$id" params={{ desk: desk.code, id: contact.id }}>
                    {formatDate(contact.day as CivilDate, lang)}
                  </Link>
                  <small>{codes.one(channels, contact.channel)}</small>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}
