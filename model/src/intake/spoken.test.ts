import { expect, test } from 'vitest'
import { languages } from '../codes/languages.ts'
import { signs } from './signs.ts'
import { spokenLanguages } from './spoken.ts'

test.each(spokenLanguages)('every question is put into words once in %s, and nothing else', async (language) => {
  const { default: words } = await import(`./spoken.${language}.json`, { with: { type: 'json' } })
  expect(Object.keys(words)).toEqual([...signs])
  expect(languages.some(({ code }) => code === language)).toBe(true)
  for (const [sign, text] of Object.entries<string>(words)) {
    expect(text.trim(), sign).toBe(text)
    expect(text.length, sign).toBeGreaterThan(6)
    expect(text, sign).toMatch(/[?？؟.۔।。…]$/)
  }
  // Questions that sound the same would be answered twice.
  expect(new Set(Object.values(words)).size).toBe(signs.length)
})
