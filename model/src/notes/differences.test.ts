import { expect, test } from 'vitest'
import { differencesOf, type Stretch } from './differences.ts'

const marked = (stretches: Stretch[]) =>
  stretches.map(({ what, text }) => (what === 'same' ? text : what === 'added' ? `[+${text}]` : `[-${text}]`)).join('')
const side = (stretches: Stretch[], left: 'added' | 'taken') =>
  stretches.flatMap(({ what, text }) => (what === left ? [] : [text])).join('')

test('a correction is told by words', () => {
  expect(marked(differencesOf('Dorme in cantiere a Lodi', 'Dorme in una casa a Lodi'))).toBe(
    'Dorme in [-cantiere ][+una casa ]a Lodi',
  )
  expect(marked(differencesOf('Uguale', 'Uguale'))).toBe('Uguale')
  expect(marked(differencesOf('', 'Nuova'))).toBe('[+Nuova]')
  expect(marked(differencesOf('Tolta', ''))).toBe('[-Tolta]')
})

test('paragraphs are kept, and two texts stand in every difference whole', () => {
  // A chance that is the same each time.
  let seed = 7
  const chance = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % most
  }
  const words = ['uno', 'due', 'tre', 'quattro']
  const text = () =>
    Array.from({ length: chance(30) }, () => words[chance(4)] + ([' ', '\n\n', ', '][chance(3)] as string)).join('')
  for (let time = 0; time < 2_000; time += 1) {
    const [before, after] = [text(), text()]
    const found = differencesOf(before, after)
    expect(side(found, 'added')).toBe(before)
    expect(side(found, 'taken')).toBe(after)
  }
})

test('one word changed in a long note is one change, and a text that is another one is not compared for ever', () => {
  const long = Array.from({ length: 7_000 }, (_, no) => `parola${no}`).join(' ')
  const found = differencesOf(long, long.replace('parola3500 ', 'altra '))
  expect(found.filter(({ what }) => what !== 'same')).toEqual([
    { what: 'taken', text: 'parola3500 ' },
    { what: 'added', text: 'altra ' },
  ])
  const other = Array.from({ length: 7_000 }, (_, no) => `diversa${no}`).join(' ')
  expect(differencesOf(long, other).map(({ what }) => what)).toEqual(['taken', 'added'])
})
