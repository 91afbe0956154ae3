import { v7 } from 'uuid'
import { addDays, type CivilDate } from '#model/calendar.ts'
import { askedByMe, newClosing, wantedHere } from './testing-approvals.ts'
import { newConference } from './testing-conferences.ts'
import { beginWith, newFile } from './testing-files.ts'
import { letterValues, newLetter, newLetterTemplate } from './testing-letters.ts'
import { markOf, newBooking, newHandover, newHours, newSubstitution, newTask } from './testing-records.ts'
import type { Samples, World } from './testing-world.ts'

/** What is handed over is named by the mark of what was shown. */
const marked = async ({ caller, ids }: World): Promise<void> => {
  ids.mark = await markOf(caller, caller.accountId, ids.case as string)
  ids.restMark = await markOf(caller, caller.accountId, null)
}

/** The file of which parts are there. */
const begunOf = ({ begunFile = '' }: World['ids']) => ({ keptFile: begunFile })

const fileBegun = async ({ caller, ids }: World): Promise<void> => {
  ids.begunFile = await beginWith(caller, ids.case as string, Buffer.from('A file'))
}

let days = 0
/** A day on which nobody stands in for anybody yet. */
function freeDay() {
  days = (days + 1) % 300
  const day = addDays('2026-02-01' as CivilDate, days)
  return { fromDay: day, untilDay: day }
}

/** What of an appointment may change. */
const { id: _, ...bookedFacts } = newBooking()

/** Samples of the daily work in a case: tasks, hand-overs, approvals, conferences, pathway, letters, hours, files, calendar. */
export const samplesOfWork: Samples = {
  listTasks: () => ({ query: { show: 'all', most: '5' } }),
  listDueTasks: () => ({}),
  openTask: () => ({}),
  writeTask: (ids) => ({
    params: { task: v7() },
    body: newTask({ caseId: ids.case as string, owner: ids.account as string, why: 'x' }),
  }),
  sawTask: () => ({}),
  readWorkload: () => ({}),
  listHoldings: (ids) => ({ query: { from: ids.account as string, to: ids.colleague as string } }),
  handOverCase: (ids) => ({
    body: newHandover(ids.account as string, ids.colleague as string, ids.mark ?? '0'.repeat(32)),
    before: marked,
  }),
  handOverRest: (ids) => ({
    body: { id: v7(), to: ids.colleague, mark: ids.restMark ?? '0'.repeat(32) },
    before: marked,
  }),
  listHandovers: () => ({}),
  listNewHandovers: () => ({}),
  sawHandover: () => ({}),
  listSubstitutions: () => ({}),
  standIn: ({ account, colleague }) => ({ body: newSubstitution(account as string, colleague as string, freeDay()) }),
  endSubstitution: () => ({}),
  openStandIns: () => ({}),
  handBack: () => ({ body: { id: v7() } }),
  listConferences: () => ({}),
  callConference: ({ account = '' }) => ({ body: { id: v7(), ...newConference({ accountId: account }) } }),
  writeConference: ({ account = '' }) => ({
    body: {
      ...{ no: 1, ...newConference({ accountId: account }), state: 'held', record: 'x' },
      decisions: [{ text: 'xx', who: 'x', due: '2026-02-01' }],
    },
  }),
  listApprovals: () => ({}),
  openApprovals: () => ({}),
  refuseApproval: () => ({ body: { words: 'Not yet' } }),
  withdrawApproval: () => ({ before: askedByMe }),
  sawApproval: () => ({}),
  openApprovalSetting: () => ({}),
  setApprovals: () => ({ body: { closing: false, sending: false } }),
  askToCloseCase: () => ({ body: newClosing({ id: v7(), ask: 'x' }), before: wantedHere }),
  approveClosing: () => ({ body: { words: 'x' } }),
  openNoteVersions: () => ({}),
  listMentions: () => ({}),
  sawMention: () => ({}),
  openPathway: () => ({}),
  writeGoal: () => ({
    params: { goal: v7() },
    body: { no: 0, area: 'work', text: 'x', agreedOn: '2026-01-12', state: 'left', since: '2026-01-13', why: 'x' },
  }),
  writeStep: (ids) => ({
    params: { step: v7() },
    body: {
      no: 0,
      goal: ids.goal,
      text: 'x',
      owner: 'other',
      other: 'x',
      state: 'done',
      doneOn: '2026-01-13',
    },
  }),
  writeReview: () => ({
    params: { review: v7() },
    body: { no: 0, day: '1980-01-12', text: 'x', nextOn: '2026-02-12' },
  }),
  writeFollowUp: ({ ended = '' }) => ({
    params: { case: ended, followUp: v7() },
    body: { no: 0, moment: 'exit', day: '2026-01-15', reached: 'through-others', text: 'x', withdrawn: true },
  }),
  listDue: () => ({}),
  listLetterTemplates: () => ({}),
  writeLetterTemplate: () => ({ params: { letterTemplate: v7() }, body: newLetterTemplate() }),
  listLetters: () => ({}),
  fillLetter: ({ letterTemplate = '' }) => ({ query: { template: letterTemplate } }),
  makeLetter: ({ letterTemplate = '' }) => ({ body: newLetter(letterTemplate, { values: letterValues() }) }),
  withdrawLetter: () => ({ body: { why: 'Wrong office' } }),
  printLetter: () => ({ query: { form: 'page' } }),
  openHours: () => ({}),
  // A Sunday, as is the day that the canaries plant.
  recordHours: () => ({ body: newHours({ worked: [7], free: [], note: 'x' }) }),
  withdrawHours: () => ({ body: { why: 'x' } }),
  listKeptFiles: () => ({}),
  beginFile: (ids) => ({ body: newFile('A file', { name: 'x', note: ids.note }) }),
  sendFilePart: (ids) => ({ bytes: 'A file', params: { ...begunOf(ids), no: '0' } }),
  endFile: (ids) => ({ params: begunOf(ids) }),
  dropFile: (ids) => ({ params: begunOf(ids), before: fileBegun }),
  takeFileBack: () => ({ body: { reason: 'Wrong person' } }),
  fetchKeptFile: () => ({}),
  openCustody: () => ({}),
  readCalendar: () => ({ query: { from: '2026-01-12', to: '2026-01-18' } }),
  listNearAppointments: () => ({}),
  listCaseAppointments: () => ({}),
  openBooking: () => ({}),
  planAppointment: (ids) => ({
    body: newBooking({
      case: ids.case,
      colleagues: [ids.account],
      room: ids.room,
      mediator: ids.mediator,
      language: 'fr',
      text: 'x',
    }),
  }),
  changeAppointment: (ids) => ({
    body: { ...bookedFacts, no: 1, day: '2026-01-19', colleagues: [ids.account], place: 'x', text: 'x', why: 'x' },
  }),
  settleAppointment: () => ({ body: { no: 1, act: 'cancelled-by-desk', why: 'x' } }),
  listCalendarPlaces: () => ({}),
  planSeries: (ids) => {
    const { id, day, ...booked } = newBooking({ case: ids.case, colleagues: [ids.account] })
    return {
      body: {
        ...booked,
        id,
        days: [
          { id: v7(), day },
          { id: v7(), day: '2026-03-02' },
        ],
      },
    }
  },
  moveFollowing: () => ({ body: { no: 1, day: '2026-01-19', time: '10:00', why: 'x' } }),
  cancelFollowing: () => ({ body: { no: 1, act: 'cancelled-by-desk', why: 'x' } }),
  savePatronDay: () => ({ body: { version: 1, saint: { day: '12-07', name: 'Sant’Ambrogio' } } }),
  saveRoom: () => ({ params: { room: v7() }, body: { version: 0, name: 'x', retired: false } }),
  saveMediator: () => ({
    params: { mediator: v7() },
    body: { version: 0, account: null, name: 'x', phone: 'x', languages: ['fr'], retired: false },
  }),
  openOwnCalendar: () => ({}),
  chooseMorningMail: () => ({ body: { morningMail: true } }),
  makeCalendarFeed: () => ({}),
  endCalendarFeed: () => ({}),
  listWalkIns: () => ({}),
  noteWalkIn: () => ({ body: { id: v7(), name: 'x', language: 'fr', need: 'work', note: 'x' } }),
  moveWalkIn: () => ({ body: { version: 1, act: 'take' } }),
  printPathway: () => ({ query: { language: 'fr', kind: 'full' } }),
}
