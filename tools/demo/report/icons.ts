/** Line drawings in a square of 20. */
export const ICONS = {
  bucket: 'M3 5.5h14l-1.8 11.4a1 1 0 0 1-1 .9H5.8a1 1 0 0 1-1-.9zM3 5.5a7 2.5 0 0 1 14 0a7 2.5 0 0 1-14 0',
  rule: 'M11 2L4 11.5h5L8 18l7.5-9.5h-5z',
  workflow: 'M7 2h6v5H7zM1 13h6v5H1zM13 13h6v5h-6zM10 7v3M4 13v-3h12v3',
  fanOut: 'M1 10h5M6 10l8-7h4M6 10h12M6 10l8 7h4',
  lambda: 'M5 3h3l6.5 14H17M9.7 7L4 17',
  table: 'M2 3h16v14H2zM2 8h16M2 12.5h16M8 3v14',
  queue: 'M2 4h16v12H2zM2 4.5l8 6.5 8-6.5',
} as const;
