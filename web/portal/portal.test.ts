import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guideLanguages } from '#model/guidance/languages.ts'
import { html } from './html.ts'
import { speechOf } from './speech.ts'

const wordsOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`words.${language}.json`, import.meta.url), 'utf8'))

test('what is put into a page is text, whatever it looks like; pieces and lists of them stay what they are', () => {
  const piece = html`<b>${'a & <i>'}</b>`
  expect(piece.text).toBe('<b>a &amp; &lt;i&gt;</b>')
  expect(html`<p title="${`"'`}">${[piece, 1, false, null, undefined]}</p>`.text).toBe(
    '<p title="&quot;&#39;"><b>a &amp; &lt;i&gt;</b>1</p>',
  )
})

test('signs stand apart from left to right, contacts become what one can press, and nothing of a line is lost', () => {
  const speech = speechOf('it', {}, (contact) => html`<a>${contact}</a>`)
  expect(speech.rich('Chiama {{contact:112}} o {{1522}}, <subito>').text).toBe(
    'Chiama <a>112</a> o <bdi class="ltr">1522</bdi>, &lt;subito&gt;',
  )
  expect(speech.day('2026-11-23')).toBe('23 novembre 2026')
  expect(speech.say('not there')).toBe('not there')
})

test.each(guideLanguages)('in %s every word of the pages is there, with what is put into it', (language) => {
  const holes = (words: Record<string, string>) =>
    Object.entries(words)
      .map(([key, text]) => `${key} ${(text.match(/\{\w+\}/g) ?? []).sort().join(' ')}`)
      .sort()
  expect(holes(wordsOf(language))).toEqual(holes(wordsOf('it')))
})
