/**
 * Letters of other scripts in Latin ones, as passports and registry offices roughly write them. Not a scholarly
 * transliteration and not reversible: it only makes "Шевченко" and "Shevchenko", "محمد" and "Mohamed" comparable.
 * Rules by the project after ICAO Doc 9303 part 3 section 6 (machine-readable passports). Checked on 2026-11-21.
 */
const cyrillic =
  'а a б b в v г g ґ g д d е e ё e є ie ж zh з z и i і i ї i й i к k л l м m н n о o п p р r с s т t у u ў u ф f х kh ц ts ' +
  'ч ch ш sh щ shch ъ  ы y ь  э e ю iu я ia ђ dj ј j љ lj њ nj ћ c џ dz ѓ g ќ k ѕ dz'
const greek = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o'
/** Short vowels are not written in Arabic: the skeleton of a name, which has none either, does the rest. */
const arabic =
  'ا a أ a إ i آ a ٱ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع  غ gh ف f ق q ك k ل l م m ' +
  'ن n ه h و u ي i ى a ة a ء  ؤ u ئ i پ p چ ch ژ zh ک k گ g ٹ t ڈ d ڑ r ں n ہ h ھ h ی i ے e ۃ a ـ '
const bengali =
  'অ a আ a ই i ঈ i উ u ঊ u ঋ ri এ e ঐ oi ও o ঔ ou ক k খ kh গ g ঘ gh ঙ ng চ ch ছ ch জ j ঝ jh ঞ n ট t ঠ th ড d ঢ dh ণ n ত t ' +
  'থ th দ d ধ dh ন n প p ফ f ব b ভ bh ম m য j র r ল l শ sh ষ sh স s হ h য় y ড় r ঢ় rh ৎ t ং ng ঃ h া a ি i ী i ু u ূ u ৃ ri ' +
  'ে e ৈ oi ো o ৌ ou ্  ঁ '
const latin = 'ß ss ø o ł l đ d ð d þ th æ ae œ oe ı i ħ h ŋ n ə a ɓ b ɗ d ƙ k'

const letters = new Map<string, string>()
for (const table of [cyrillic, greek, arabic, bengali, latin]) {
  const cells = table.split(' ')
  for (let at = 0; at + 1 < cells.length; at += 2)
    letters.set((cells[at] as string).normalize('NFC'), cells[at + 1] as string)
}

/** Lower-case Latin letters for a lower-case text; a letter of an unknown script stays as it is. */
export function transliterate(text: string): string {
  let out = ''
  // Three Bengali letters have no composed form in NFC: a base letter and a dot under it.
  const composed = text
    .normalize('NFC')
    .replace(/\u09AF\u09BC/g, 'y')
    .replace(/[\u09A1\u09A2]\u09BC/g, 'r')
  for (const letter of composed) out += letters.get(letter) ?? letter
  return out
}
