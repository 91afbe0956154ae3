import type { Chance } from './chance.ts'

const given =
  'Mohamed Muhammad Mohammad Amadou Ibrahima Rokeya Fatou Aïssatou Oléna Dmytro Chinedu Blessing José Bilal Usman Nasima Rafiqul Hamza Youssef Yusuf Arben Çelë Mostafa Sayed Gurpreet Harjit Nguyễn Łukasz'.split(
    ' ',
  )
const family = [
  ...'Traoré Traore Diallo Hossain Hussein Begum Shevchenko Ševčenko Okafor Osagie Benali Chaudhry Khan Butt Islam Rahman Hassan Çela Shehu Singh Kaur N’Diaye Peña Müller Đặng'.split(
    ' ',
  ),
  'El Idrissi',
  'Ait Taleb',
  'Abdel Rahman',
]

export type Name = { givenName: string; familyName: string }

/** A syllable put on makes names rarer than the lists alone. */
const rare = (chance: Chance, name: string) =>
  chance.below(3) === 0 ? name : `${name}${chance.pick(['ou', 'ane', 'ic', 'ev', 'ul', 'ara'])}`

export const inventName = (chance: Chance): Name => ({
  givenName: rare(chance, chance.pick(given)),
  familyName: rare(chance, chance.pick(family)),
})

/** As somebody types it in a hurry: small letters without accents. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', '')
    .replaceAll('Đ', 'D')
    .replaceAll('đ', 'd')
    .replaceAll('Ł', 'L')
    .replaceAll('ł', 'l')
    .toLowerCase()

/** One letter put in, left out, changed, or swapped with its neighbour; the first one stays. */
export function slip(chance: Chance, word: string): string {
  const letters = [...word]
  const at = 1 + chance.below(letters.length - 1)
  const letter = String.fromCharCode(97 + chance.below(26))
  const kind = chance.below(4)
  if (kind === 0) letters.splice(at, 0, letter)
  else if (kind === 1) letters.splice(at, 1)
  else if (kind === 2) letters[at] = letter
  else letters.splice(at - 1, 2, letters[at] as string, letters[at - 1] as string)
  return letters.join('')
}

/** The family name without accents and three letters of the given name. */
export const begun = ({ givenName, familyName }: Name): string => `${plain(familyName)} ${plain(givenName).slice(0, 3)}`

/** What an operator types to find somebody: a name begun; or with a wrong letter in the family name and the given name whole. */
export const typed = (chance: Chance, name: Name, wrong: boolean): string =>
  wrong ? `${plain(name.givenName)} ${slip(chance, plain(name.familyName))}` : begun(name)
