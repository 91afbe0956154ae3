const paths = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4',
  contacts: 'M4 5h16v11H9l-5 4zM8 9h8M8 12h5',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.6 3.5 5.5',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c0-4.5 3.5-6.5 7.5-6.5s7.5 2 7.5 6.5',
  cases: 'M3 7h18v13H3zM9 7V4h6v3M3 12h18M12 11v3',
  chart: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6',
  import: 'M12 4v11M8 11l4 4 4-4M4 16v4h16v-4',
  log: 'M5 3h14v18H5zM9 8h6M9 12h6M9 16h4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.5',
  danger: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v6M12 16v.5',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.5v.5',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  up: 'M6 15l6-6 6 6',
  more: 'M5.5 12a.7.7 0 1 0 1.4 0 .7.7 0 1 0-1.4 0M11.3 12a.7.7 0 1 0 1.4 0 .7.7 0 1 0-1.4 0M17.1 12a.7.7 0 1 0 1.4 0 .7.7 0 1 0-1.4 0',
  eye: 'M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  hide: 'M3 3l18 18M9.5 5.900A11 11 0 0 1 12 5.5C18.5 5.5 22 12 22 12a17 17 0 0 1-3 3.800M6.5 7.5A16 16 0 0 0 2 12s3.5 6.5 10 6.5a10 10 0 0 0 5-1.300M10 10a3 3 0 0 0 4 4',
  note: 'M5 3h10l4 4v14H5zM14 3v5h5M8.5 13h7M8.5 17h5',
  service: 'M12 3l2.5 5.5 6 .7-4.5 4 1.3 5.900L12 16l-5.3 3.100L8 13.200l-4.5-4 6-.7z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  print: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  download: 'M12 4v11M8 11l4 4 4-4M5 20h14',
  edit: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7 14h10M18 10h.01',
  desk: 'M4 21V8l8-5 8 5v13M4 21h16M9 21v-6h6v6M9 10h.01M15 10h.01',
  open: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  closed: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM8.5 12l2.5 2.5 4.5-5',
  filter: 'M4 6h16M7 12h10M10 18h4',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-4',
  lock: 'M6 11h12v10H6zM9 11V8a3 3 0 0 1 6 0v3',
  phone: 'M6 3h4l1.5 5-2.5 1.5a12 12 0 0 0 5.5 5.5l1.5-2.5 5 1.5v4c0 1-1 2-2 2A17 17 0 0 1 4 5c0-1 1-2 2-2z',
  send: 'M21 3 3 10.5l7 3.500 3.500 7zM21 3 10 14',
  flag: 'M5 21V4h13l-2.5 4.5L18 13H5',
} as const

export type IconName = keyof typeof paths

/** A line icon of 24 px. Beside a word it is decoration; alone it needs a `title`. */
export function Icon({ name, title, small }: { name: IconName; title?: string; small?: boolean }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden
    <svg
      className={small ? 'icon icon-small' : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(title ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
    >
      <path d={paths[name]} />
    </svg>
  )
}
