import { describe, expect, test } from 'vitest'
import { noValues } from '#model/letters/fields.ts'
import { signsWithoutFont } from '#model/letters/signs.ts'
import { makesPdf } from '../platform/pdf.ts'
import { letterFile } from './paper.ts'

const letter = (person: string) => ({
  ...{ language: 'it' as const, title: 'x', text: '{{person}}', values: { ...noValues, person }, own: true, head: [] },
  ...{ at: '2026-01-15T10:00:00Z', discreet: false, withdrawn: null },
})

async function isSet(person: string): Promise<boolean> {
  const file = letterFile(letter(person), 'pdf', 'account:one')
  return (
    'make' in file &&
    file.make().then(
      () => true,
      () => false,
    )
  )
}

describe.runIf(makesPdf)('signs without a font are known before a letter is made', () => {
  test.each(['😀', 'ქართული', '한국어', 'ትግርኛ', 'Հայերեն', 'ไทย', 'සිංහල', 'தமிழ்', 'עברית'])('%s', async (person) => {
    const { language, title, text, values } = letter(`Anna ${person}`)
    expect(signsWithoutFont({ language, title, text }, values)).toContain([...person][0])
    expect(await isSet(person)).toBe(false)
  })

  test.each([
    'Niño Şükrü Đặng',
    'Ελλάδα',
    'Київ',
    'हिन्दी',
    'العربية',
    'اردو',
    'বাংলা',
    'ਪੰਜਾਬੀ',
    '中文',
    'にほんご カタカナ',
    '«1» – € № ½',
  ])('%s has one', async (person) => {
    const { language, title, text, values } = letter(person)
    expect(signsWithoutFont({ language, title, text }, values)).toEqual([])
    expect(await isSet(person)).toBe(true)
  })
})
