import { Drawing } from './icon';

/** Icons of pages that are fetched later. */
const paths = {
  chat: 'M4.5 5h15v11h-8L7 20v-4H4.5Z',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15ZM10 21h4M12 5V3',
  heart: 'M12 20s-7.5-4.7-7.5-10A4.3 4.3 0 0 1 12 7.3 4.3 4.3 0 0 1 19.5 10C19.5 15.3 12 20 12 20Z',
  send: 'M4 12 20 4.5 15.5 20l-4-6.5ZM11.5 13.5 20 4.5',
  image: 'M4 5h16v14H4ZM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9.5v.1',
  flag: 'M6 21V4h12l-2.5 4L18 12H6',
  more: 'M5.5 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1ZM12 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1ZM18.5 11.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1Z',
  leave: 'M10 4H5v16h5M10 12h10M16.5 8l4 4-4 4',
  block: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6 6l12 12',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z',
  gear: 'M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h8M16 17h4M14 15v4',
  shield: 'M12 3.5 19 6v6c0 4.5-3 7.3-7 8.5-4-1.2-7-4-7-8.5V6Z',
};

export type SignName = keyof typeof paths;

export const Sign = ({ name, size = 20 }: { name: SignName; size?: number }) => <Drawing path={paths[name]} size={size} />;
