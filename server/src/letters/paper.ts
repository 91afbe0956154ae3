import { isRightToLeft } from '#model/codes/languages.ts'
import type { Letter } from '#model/letters/contract.ts'
import { type Block, laidOut, type Piece } from '#model/letters/text.ts'
import { speaker } from '#model/message-catalogue.ts'
import { copyLanguageOf, isReviewed } from '#model/privacy/copy-languages.ts'
import { Failure, notPossible } from '../platform/failure.ts'
import type { FileAnswer } from '../platform/file-answer.ts'
import { makesPdf, type Paper, pdfOf } from '../platform/pdf.ts'
import { paper } from '../privacy/asks.ts'
import { letterTexts } from './own-templates.ts'

type Made = Pick<Letter, 'language' | 'title' | 'text' | 'values' | 'own' | 'at' | 'discreet' | 'withdrawn'> & {
  head: string[]
}

const { page, plain } = paper

/**
 * What stands on the paper, whichever form it takes. A discreet one does not say who writes but where its words do. One that was made
 * longer than a letter may be ends with a line that says so.
 */
export function paperOf({ language, title, text, values, head, discreet }: Made): Paper & { blocks: Block[] } {
  const { blocks, cut } = laidOut(text, values, language)
  const lang = copyLanguageOf(language)
  const says = () => speaker(letterTexts[lang], lang)('letter.cut')
  const end: Block[] = cut ? [{ kind: 'lines', lines: [[{ way: 'words', text: says(), dir: null }]] }] : []
  return {
    language,
    dir: isRightToLeft(language) ? 'rtl' : 'ltr',
    title,
    head: discreet ? [] : head,
    blocks: [...blocks, ...end],
  }
}

function htmlOf(
  { language, dir, title, head, blocks }: Paper & { blocks: Block[] },
  { own: isOwn, withdrawn }: Made,
): string {
  const lang = copyLanguageOf(language)
  const say = speaker(letterTexts[lang], lang)
  const gap = `<span role="img" aria-label="${plain(say('letter.gap'))}">____________________</span>`
  const piece = ({ way, text, dir: reads }: Piece): string => {
    if (way === 'gap') return gap
    return reads ? `<bdi dir="${reads}">${plain(text)}</bdi>` : plain(text)
  }
  const line = (pieces: Piece[]) => pieces.map(piece).join('')
  const block = ({ kind, lines }: Block) =>
    kind === 'list'
      ? `<ul>${lines.map((each) => `<li class="words">${line(each)}</li>`).join('')}</ul>`
      : `<p class="words">${lines.map(line).join('<br>')}</p>`
  const above = head.length > 0 ? `<p>${head.map((each) => `<bdi>${plain(each)}</bdi>`).join('<br>')}</p>` : ''
  // What a desk wrote in another language is the desk's own to answer for.
  const unreviewed =
    !isOwn && !isReviewed(lang)
      ? `<hr><p><small>${plain(say('letter.unreviewed'))}</small></p><p lang="it" dir="ltr"><small>${plain(letterTexts.it['letter.unreviewed'] as string)}</small></p>`
      : ''
  return page(
    language,
    dir,
    title,
    `${above}${blocks.map(block).join('')}${unreviewed}`,
    withdrawn ? say('letter.withdrawn') : '',
  )
}

/** A letter as a file, for the account `by`. Its name tells nothing, neither of whom it is nor what it is about. */
export function letterFile(letter: Made, form: 'pdf' | 'page', by: string): FileAnswer {
  const made = paperOf(letter)
  if (form === 'page')
    return { bytes: Buffer.from(htmlOf(made, letter)), type: 'text/html; charset=utf-8', name: 'page.html' }
  if (letter.withdrawn) throw notPossible('letter-withdrawn')
  if (!makesPdf) throw notPossible('no-pdf')
  return {
    type: 'application/pdf',
    name: 'page.pdf',
    make: async () => {
      const set = await pdfOf(made, letter.at, by)
      if (set === 'pdf-busy') throw new Failure('too-many', { reason: set, retryAfter: 5 })
      if (typeof set === 'string') throw notPossible(set)
      return set
    },
  }
}
