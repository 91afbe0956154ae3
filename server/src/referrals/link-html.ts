import { formatInstant } from '#model/calendar.ts'
import { type Messages, type Speak, speaker } from '#model/message-catalogue.ts'
import { DeclineReason, InterruptReason, ReferralOutcome } from '#model/referrals/contract.ts'
import english from '#model/referrals/link-messages.en.json' with { type: 'json' }
import italian from '#model/referrals/link-messages.it.json' with { type: 'json' }
import { newId } from '../platform/clock.ts'
import { facts, linkPage, notice as noticeOf, paragraphs, plain, text } from '../platform/link-html.ts'
import type { PageLanguage } from '../platform/link-pages.ts'
import { appointmentPart } from './link-appointment.ts'
import { factRows } from './link-facts.ts'
import type { Typed } from './link-typed.ts'
import type { Asker, HeldReferral } from './link-view.ts'

const words: Record<PageLanguage, Messages> = { it: italian, en: english }
export const sayIn = (language: PageLanguage): Speak => speaker(words[language], language)

export function pageOf(language: PageLanguage, title: string, body: string): string {
  const say = sayIn(language)
  const frame = { path: '/invio', tab: say('invio.tab'), otherLanguage: say('invio.other-language') }
  return linkPage(frame, language, title, body)
}

const form = (language: PageLanguage, inner: string) => `<form method="post" action="?lang=${language}">
${inner}
</form>`

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${plain(value)}">`

/** Who asks, and a field for the code. What was typed before waits in the form. */
export function codePage(
  { desk, network }: Asker,
  language: PageLanguage,
  why?: { left: number } | 'again',
  kept?: Typed,
): string {
  const say = sayIn(language)
  const notice = why === undefined ? '' : why === 'again' ? say('invio.again') : say('invio.wrong-code', why)
  const keeps = Object.entries(kept ?? {}).filter(([, value]) => value !== '')
  return pageOf(
    language,
    say('invio.request'),
    `${noticeOf(notice)}
${paragraphs(say('invio.asks', { desk, network }), say('invio.code-how', { desk }))}
${form(
  language,
  `${keeps.map(([name, value]) => hidden(`kept-${name}`, value)).join('\n')}
<label for="code">${text(say('invio.code'))}</label>
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="20" required>
<button class="primary">${text(say('invio.open'))}</button>`,
)}`,
  )
}

/** The forms of what may be done now. Each is sent once: it holds the version that was read. */
function formsOf(held: HeldReferral, language: PageLanguage, typed: Typed | undefined): string {
  const say = sayIn(language)
  const wordsField = (act: string, key: string, most = 2_000, required = '') =>
    held.erased
      ? ''
      : `<label for="${act}-words">${text(say(key))}</label>
<textarea id="${act}-words" name="words" rows="4" maxlength="${most}"${required}>
${typed?.act === act ? plain(typed.words) : ''}</textarea>`
  const choice = (act: 'decline' | 'interrupt' | 'finish', name: 'reason' | 'outcome', codes: readonly string[]) => {
    const picked = typed?.act === act ? typed[name] : ''
    const options = codes.map(
      (code) =>
        `<option value="${code}"${code === picked ? ' selected' : ''}>${text(say(`invio.${act}.${code}`))}</option>`,
    )
    return `<label for="${act}-${name}">${text(say(`invio.${name}`))}</label>
<select id="${act}-${name}" name="${name}" required>
<option value="">${text(say('invio.choose'))}</option>
${options.join('\n')}
</select>`
  }
  const sent = (act: string, inner: string, primary = false) =>
    form(
      language,
      `${hidden('version', String(held.version))}
${inner}
<button${primary ? ' class="primary"' : ''} name="act" value="${act}">${text(say(`invio.do.${act}`))}</button>`,
    )
  const folded = (act: string, inner: string) =>
    `<details${typed?.act === act ? ' open' : ''}><summary>${text(say(`invio.fold.${act}`))}</summary>
${sent(act, inner)}
</details>`
  const forms: Record<string, () => string> = {
    accept: () => sent('accept', '', true),
    decline: () =>
      folded(
        'decline',
        `${choice('decline', 'reason', DeclineReason.options)}\n${wordsField('decline', 'invio.words')}`,
      ),
    begin: () => sent('begin', '', true),
    finish: () =>
      sent(
        'finish',
        `${choice('finish', 'outcome', ReferralOutcome.options)}\n${wordsField('finish', 'invio.done-words')}`,
        true,
      ),
    interrupt: () =>
      folded(
        'interrupt',
        `${choice('interrupt', 'reason', InterruptReason.options)}\n${wordsField('interrupt', 'invio.words')}`,
      ),
    appointment: () => appointmentPart(held.appointment, { say, language, typed, sent, hidden }),
    message: () => `<h2>${text(say('invio.messages'))}</h2>
${messagesOf(held, language, say)}
${held.isFull ? paragraphs(say('invio.messages-full')) : sent('message', `${hidden('id', newId())}\n${wordsField('message', 'invio.message', 2_000, ' required')}`)}`,
  }
  return Object.entries(forms)
    .filter(([act]) => act === 'appointment' || held.can.some((each) => each === act))
    .map(([, make]) => make())
    .join('\n')
}

const messagesOf = ({ messages, desk }: HeldReferral, language: PageLanguage, say: Speak): string =>
  messages.length === 0
    ? ''
    : facts(
        messages.map((each) => [
          `${each.own ? say('invio.you') : desk}, ${formatInstant(each.at, language)}`,
          each.text,
        ]),
      )

const callable = (phone: string) => `<a href="tel:${phone.replace(/[^+\d]/g, '')}">${plain(phone)}</a>`

/** What is asked, as far as it may be read now, and what may be done. */
export function referralPage(held: HeldReferral, language: PageLanguage, notice: string, typed?: Typed): string {
  const say = sayIn(language)
  const { desk, network, answered, answerBy, startBy } = held
  const asks = say('invio.asks-for', { desk, network, service: held.service })
  const lines = [
    asks,
    ...(held.urgency === 'urgent' ? [say('invio.urgent')] : []),
    ...(!answered && answerBy ? [say('invio.answer-by', { at: formatInstant(answerBy, language) })] : []),
    ...(answered && startBy && held.can.includes('begin')
      ? [say('invio.start-by', { at: formatInstant(startBy, language) })]
      : []),
    ...(answered ? [] : [say('invio.rest-later')]),
    ...(held.withheld ? [say('invio.withheld', { desk })] : []),
  ]
  const forms = formsOf(held, language, typed)
  return pageOf(
    language,
    say('invio.request'),
    `${noticeOf(notice)}
${held.stopped ? paragraphs(asks, say(held.erased ? 'invio.erased' : 'invio.stopped', { desk })) : paragraphs(...lines)}
${held.phone === null ? '' : `<p>${text(say('invio.phone', { desk }))} ${callable(held.phone)}</p>`}
${held.stopped ? '' : `<h2>${text(say('invio.asked'))}</h2>\n${facts(factRows(held.snapshot, say, language))}`}
${forms === '' ? '' : `<h2>${text(say('invio.answer'))}</h2>\n${forms}`}
${paragraphs(say('invio.recorded', { desk }))}`,
  )
}
