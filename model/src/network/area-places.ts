/**
 * Where the twelve areas (ambiti) of InLav Lombardia lie to each other, by the code of the body that has the desk: a drawing
 * of our own on a grid, north up, true in the directions and in nothing else. Areas after the programme's slides of 2025;
 * drawn and checked on 2026-11-22.
 */
export const areaPlaces: readonly { body: string; column: number; row: number }[] = [
  { body: 'ambito-lecco', column: 4, row: 1 },
  { body: 'ambito-bergamo', column: 5, row: 1 },
  { body: 'ambito-sebino', column: 6, row: 1 },
  { body: 'ambito-tradate', column: 2, row: 2 },
  { body: 'ambito-mariano', column: 3, row: 2 },
  { body: 'ambito-carate', column: 4, row: 2 },
  { body: 'ambito-somma', column: 1, row: 3 },
  { body: 'ambito-desio', column: 3, row: 3 },
  { body: 'ambito-treviglio', column: 5, row: 3 },
  { body: 'comune-milano', column: 3, row: 4 },
  { body: 'ambito-pavese', column: 3, row: 5 },
  { body: 'ambito-suzzara', column: 6, row: 5 },
]

export const areaPlaceOf = (body: string): { column: number; row: number } | null => {
  const found = areaPlaces.find((each) => each.body === body)
  return found ? { column: found.column, row: found.row } : null
}
