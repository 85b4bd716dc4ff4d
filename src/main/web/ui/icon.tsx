/** Line icons on a 24 × 24 grid. */
const paths = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 4.5 4.5',
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  home: 'M4 11.5 12 4l8 7.5V20h-5.5v-5.5h-5V20H4Z',
  calendar: 'M5 6h14v14H5ZM5 10.5h14M9 3.5V7M15 3.5V7',
  store: 'M4.5 9.5 6 4h12l1.5 5.5M4.5 9.5a2.5 2.5 0 0 0 5 0 2.5 2.5 0 0 0 5 0 2.5 2.5 0 0 0 5 0M6 12.5V20h12v-7.5M10 20v-4.5h4V20',
  talk: 'M4 5h12v8H9.5L6 16v-3H4ZM19 9h1.5v7.5h-2V19L15 16.5h-4',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.7 3.8-5.5 7.5-5.5s6.7 1.8 7.5 5.5',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  auto: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 0v17M12 8l5.5-1M12 12h8.3M12 16l5.5 1',
  globe: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c2.5 2.3 3.7 5.2 3.7 8.5s-1.2 6.2-3.7 8.5c-2.5-2.3-3.7-5.2-3.7-8.5s1.2-6.2 3.7-8.5Z',
  close: 'M6 6l12 12M18 6 6 18',
  left: 'M14.5 5.5 8 12l6.5 6.5',
  right: 'M9.5 5.5 16 12l-6.5 6.5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2',
  edit: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5ZM14 7l3 3',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5M14 11v5',
  device: 'M4 5h16v11H4ZM9 20h6M12 16v4',
  alert: 'M12 4 2.8 20h18.4ZM12 10v4.5M12 17.2v.1',
  key: 'M8 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 12h8.5v3.5M16.5 12v3',
  HAIR: 'M6.5 15a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM17.5 15a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM8 15.5 16 4M16 15.5 8 4',
  NAIL: 'M9.5 10V4.5h5V10M8 10h8a1 1 0 0 1 1 1v8.5H7V11a1 1 0 0 1 1-1ZM7 14.5h10',
  BEAUTY: 'M12 4c.7 4.8 3.2 7.3 8 8-4.8.7-7.3 3.2-8 8-.7-4.8-3.2-7.3-8-8 4.8-.7 7.3-3.2 8-8Z',
  CLINIC: 'M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5Z',
  RESTAURANT: 'M7 4v16M4.5 4v4.5a2.5 2.5 0 0 0 5 0V4M17 20V4c-2.3 1.2-3.5 3.5-3.5 6.5V13H17',
  CAFE: 'M5 9.5h11.5V15a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4ZM16.5 11h1.5a2.5 2.5 0 0 1 0 5h-1.5M8.5 3.5v2.5M12.5 3.5v2.5',
  STUDIO: 'M4 7.5h4L9.5 5h5L16 7.5h4V19H4ZM12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Z',
  CLASS: 'M12 6.5C10 5 7.5 4.5 4 4.5V18c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2V4.5c-3.5 0-6 .5-8 2Zm0 0V20',
  FITNESS: 'M7 7v10M17 7v10M4 9.5v5M20 9.5v5M7 12h10',
  STAY: 'M3.5 19V6M3.5 16.5h17V19M20.5 16.5V13a3 3 0 0 0-3-3H10v6.5M6.8 10.5a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2Z',
  PET: 'M12 12.5c-3 0-5.5 2.8-5.5 5 0 1.5 1 2.5 2.5 2.5 1.2 0 2-.6 3-.6s1.8.6 3 .6c1.5 0 2.5-1 2.5-2.5 0-2.2-2.5-5-5.5-5ZM5.5 10v1.5M9.5 5.5V8M14.5 5.5V8M18.5 10v1.5',
  OTHER: 'M5 5h5.5v5.5H5ZM13.5 5H19v5.5h-5.5ZM5 13.5h5.5V19H5ZM13.5 13.5H19V19h-5.5Z',
};

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => <Drawing path={paths[name]} size={size} />;

/** Decoration only: the words beside an icon, or the button's label, say what it means. */
export function Drawing({ path, size }: { path: string; size: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
