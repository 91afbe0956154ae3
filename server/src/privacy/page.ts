/** A page without scripts or addresses: what is typed by people is text in it, never markup. */

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const plain = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] as string)

export type Line = [label: string, value: string | null | undefined]

/** Lines that say something. Each value reads in its own direction, whatever the page's. */
export const facts = (lines: Line[]): string => {
  const said = lines.filter(([, value]) => value)
  if (said.length === 0) return ''
  return `<dl>${said.map(([label, value]) => `<dt>${plain(label)}</dt><dd><bdi>${plain(value as string)}</bdi></dd>`).join('')}</dl>`
}

export const section = (heading: string, parts: string[], none: string): string =>
  `<section><h2>${plain(heading)}</h2>${parts.join('') || `<p>${plain(none)}</p>`}</section>`

export const part = (heading: string, inside: string): string =>
  `<article><h3>${plain(heading)}</h3>${inside}</article>`

export const words = (text: string): string => `<p class="words" dir="auto">${plain(text)}</p>`

/** A picture that stands in the page itself, with what it is in words. */
export const picture = (says: string, { bytes, type }: { bytes: Uint8Array; type: string }): string =>
  `<p><img alt="${plain(says)}" src="data:${plain(type)};base64,${Buffer.from(bytes).toString('base64')}"></p>`

const style = `body{font:16px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#17324d}
h1{font-size:1.6rem}h2{font-size:1.25rem;border-bottom:1px solid #5a6f84;margin-top:2rem}h3{font-size:1rem;margin-bottom:.3rem}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;margin:0}dt{color:#435a70}dd{margin:0;overflow-wrap:anywhere}
img{max-width:100%;max-height:14rem;background:#fff;border:1px solid #5a6f84}
.words{white-space:pre-wrap;overflow-wrap:anywhere}article{break-inside:avoid;margin:.8rem 0}@page{size:A4;margin:16mm}
.mark{position:fixed;inset:0;display:grid;place-items:center;text-align:center;font-size:2.2rem;line-height:1.4;transform:rotate(-24deg);
color:#17324d;opacity:.13;pointer-events:none;white-space:pre-line;print-color-adjust:exact}
@media(max-width:480px){dl{display:block}dd{margin-bottom:.5rem}}`

/** `mark`: what lies across every page, on the screen and on paper. */
export const page = (lang: string, dir: 'ltr' | 'rtl', title: string, inside: string, mark = ''): string =>
  `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="robots" content="noindex"><title>${plain(title)}</title><style>${style}</style></head><body><main>` +
  `<h1>${plain(title)}</h1>${inside}</main>${mark && `<div class="mark" aria-hidden="true">${plain(mark)}</div>`}</body></html>`
