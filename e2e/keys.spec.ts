import { expect, test } from 'vitest'
import { desktop, expectAccessible, hasFocus, openStage, phone, visit } from './stage.ts'

const stage = openStage(['Shevchenko', 'Olena'])

test('Ctrl+K finds a person and a place and a service by keyboard alone', async () => {
  const page = await stage.member('tutor.milano')
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Cerca una persona, una sezione o un servizio' })
  await expect.poll(() => hasFocus(box)).toBe(true)
  await page.keyboard.type('shevcenko')
  await page.getByRole('option', { name: /Olena Shevchenko/ }).waitFor()
  await expectAccessible(page, 'search')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Olena Shevchenko' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('monit')
  await page.getByRole('option', { name: 'Monitoraggio' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/monitoraggio')
  await page.getByRole('heading', { level: 1, name: 'Monitoraggio' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('cucito')
  await page.getByRole('option', { name: /^Laboratorio di cucito/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Laboratorio di cucito e lavoro' }).waitFor()
  await page.keyboard.press('Control+k')
  await box.waitFor()
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'detached' })
})

test('? shows the keys of the page, j and k walk the list, Enter opens, letters typed stay letters', async () => {
  const page = await stage.member('tutor.milano', '/contatti')
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Tasti rapidi' })
  await keys.getByText('Riga successiva').waitFor()
  await expectAccessible(page, 'keys')
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  const link = (at: number) => page.getByRole('table').getByRole('row').nth(at).getByRole('link').first()
  await link(2).waitFor()
  for (const [key, at] of [
    ['j', 1],
    ['j', 2],
    ['k', 1],
    ['k', 1],
  ] as const) {
    await page.keyboard.press(key)
    expect([key, at, await hasFocus(link(at))]).toEqual([key, at, true])
  }
  const href = await link(1).getAttribute('href')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${href}`)
  await visit(page, '/pua-milano/persone')
  await page.getByRole('searchbox').fill('')
  await page.keyboard.type('jk?')
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('jk?')
  await expect.poll(() => keys.count()).toBe(0)
})

test('the focus is seen and never under what is fixed', async () => {
  const page = await stage.member('tutor.milano')
  const found: string[] = []
  for (const path of ['', '/contatti/nuovo', '/casi']) {
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      await visit(page, `/pua-milano${path}`)
      for (let pressed = 0; pressed < 30; pressed++) {
        await page.keyboard.press('Tab')
        const fault = await page.evaluate(focusFault)
        if (fault) found.push(`${path} at ${size.width} px: ${fault}`)
      }
    }
  }
  expect(found).toEqual([])
})

/** In the page: why what has the focus is not seen, or nothing. */
function focusFault(): string | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body) return null
  const name = `${element.tagName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 30)}" #${element.id}`
  const marks = [element, element.nextElementSibling, element.closest('label'), element.parentElement]
  const isMarked = marks.some((one) => {
    if (!one) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  })
  if (!isMarked) return `${name} shows no focus`
  const target = element.closest('label') ?? element
  const box = target.getBoundingClientRect()
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  const over = top?.closest('.header, .bottom-bar, .form-actions-thumb')
  if (over && !over.contains(element)) return `${name} lies under ${over.className}`
  return null
}
