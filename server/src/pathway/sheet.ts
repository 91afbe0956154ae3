import { type CivilDate, formatDate } from '#model/calendar.ts'
import type { Language } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { speaker } from '#model/message-catalogue.ts'
import { type Sheet, type SheetBlock, type SheetStep, sheetOf } from '#model/pathway/sheet.ts'
import { isReviewed } from '#model/privacy/copy-languages.ts'
import type { At } from '../platform/door.ts'
import type { FileAnswer } from '../platform/file-answer.ts'
import { paper } from '../privacy/asks.ts'
import { sheetTexts } from './sheet-texts.ts'

type Things = Parameters<typeof sheetOf>[0]
type Wanted = { language: Language; discreet: boolean }

const { facts, page, part, plain, words } = paper

const list = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
const typed = (text: string): string => `<bdi>${plain(text)}</bdi>`

/** How a sheet speaks: its texts, and the names of areas, in one language. */
function speechOf(language: Language) {
  const speech = paper.speechOf(language)
  const { lang, apart } = speech
  const say = speaker(sheetTexts[lang], lang)
  return { ...speech, say, day: (on: CivilDate) => apart(formatDate(on, lang)) }
}
type SheetSpeech = ReturnType<typeof speechOf>

function stepLine({ say, day, apart }: SheetSpeech, { text, owner, who, due, done }: SheetStep): string {
  const does = owner === 'other' ? say('sheet.who.other', { who: apart(who) }) : owner && say(`sheet.who.${owner}`)
  const when = done ? say('sheet.done') : due && say('sheet.by', { day: day(due) })
  return [typed(text ?? say('sheet.thing')), ...[when, does].flatMap((said) => (said ? [plain(said)] : []))].join(' · ')
}

/** A goal with its steps; on a discreet sheet what it is about only where that may be said. */
function blockPart(speech: SheetSpeech, { area, goal, agreedOn, reached, steps }: SheetBlock): string {
  const { say, name, day } = speech
  const heading = area === null ? say('sheet.others') : name(needs, area)
  const lines = facts([
    [say('sheet.agreed'), agreedOn && day(agreedOn)],
    ...(reached ? [[say('sheet.reached'), '✓'] as [string, string]] : []),
  ])
  const inside = (goal === null ? '' : words(goal)) + lines
  return part(heading, inside + (steps.length > 0 ? list(steps.map((step) => stepLine(speech, step))) : ''))
}

function whole(at: At, speech: SheetSpeech, { blocks, next }: Sheet, discreet: boolean): string {
  const { say, day, lang } = speech
  const said = (text: string) => `<p>${plain(say(text))}</p>`
  const head = discreet
    ? ''
    : facts([
        [say('sheet.desk'), at.desk.name],
        [say('sheet.day'), day(at.today)],
      ])
  const meet = next === null ? '' : facts([[say(discreet ? 'sheet.next-discreet' : 'sheet.next'), day(next)]])
  const parts = blocks.map((block) => blockPart(speech, block))
  const title = say(discreet ? 'sheet.title-discreet' : 'sheet.title')
  const notes = [
    ...(discreet ? [] : ['sheet.keep']),
    ...(lang === 'it' || blocks.every(({ goal, steps }) => goal === null && steps.every(({ text }) => text === null))
      ? []
      : ['sheet.typed']),
    ...(isReviewed(lang) ? [] : ['sheet.unreviewed']),
  ]
  const inside = `${head}${meet}${parts.join('') || said('sheet.none')}${notes.map(said).join('')}`
  return page(lang, speech.dir, title, inside)
}

/**
 * The sheet that the person keeps. The discreet one names nobody: not the person, not the desk, not its programme; its
 * title, its file and its words are those of anybody's list of things to do.
 */
export function sheetFile(at: At, things: Things, { language, discreet }: Wanted): FileAnswer {
  const html = whole(at, speechOf(language), sheetOf(things, discreet, at.today), discreet)
  return { bytes: Buffer.from(html), type: 'text/html; charset=utf-8', name: discreet ? 'list.html' : 'sheet.html' }
}
