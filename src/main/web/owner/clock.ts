/** Opening hours as two clocks show them: a closing time not after the opening one is on the next day. */
export interface Interval {
  open: string;
  close: string;
}

/** From the API's hours, where a day may have more than 24: `26:00` is two in the morning. */
export const ofDay = ({ open, close }: Interval): Interval => ({ open: turned(open), close: turned(close) });

/** To the API's hours. */
export const past = ({ open, close }: Interval): Interval => ({
  open,
  close: close > open ? close : `${Number(close.slice(0, 2)) + 24}${close.slice(2)}`,
});

const turned = (time: string) => `${String(Number(time.slice(0, 2)) % 24).padStart(2, '0')}${time.slice(2, 5)}`;
