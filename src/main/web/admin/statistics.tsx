import { statistics, type SiteDay } from '../api/system';
import { usePlace } from '../app/router';
import { addDays, calendarDay, isoDay } from '../i18n/format';
import { useLoad } from '../ui/load';
import { Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { Bars } from './chart';
import { d } from './i18n';
import { Filters, here, Trouble } from './parts';

const measures = ['bookings', 'signIns', 'newUsers', 'users', 'messages'] as const;

/** The days that are over, 30 unless the address says otherwise. */
export function Statistics() {
  const days = Number(usePlace().query.get('days')) || 30;
  const to = addDays(isoDay(new Date(), here), -1);
  const from = addDays(to, 1 - days);
  const { data, refusal, reload } = useLoad(`${from} ${to}`, (signal) => statistics(from, to, signal));
  return (
    <>
      <Filters
        choices={[
          {
            name: 'days',
            label: d('statistics.range'),
            all: d('statistics.days', { days: 30 }),
            options: [7, 90, 365].map((value) => ({ value: String(value), text: d('statistics.days', { days: value }) })),
          },
        ]}
      />
      {refusal && <Trouble refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={3} shape="head" />}
      {data?.items.length === 0 && <Notice icon="calendar" title={d('statistics.empty')} hint={d('statistics.emptyHint')} />}
      {data && data.items.length > 0 && (
        <div class="desk">
          {measures.map((measure) => (
            <Bars key={measure} title={d(`statistics.${measure}`)} bars={barsOf(data.items, measure)} isSum={measure !== 'users'} />
          ))}
        </div>
      )}
    </>
  );
}

const barsOf = (days: SiteDay[], measure: (typeof measures)[number]) =>
  days.map((day) => ({ name: calendarDay(day.date), value: day[measure] }));
