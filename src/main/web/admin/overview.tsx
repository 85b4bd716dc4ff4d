import { systemState, type SystemState } from '../api/system';
import { dayAndTime } from '../i18n/format';
import { useLoad } from '../ui/load';
import { Button } from '../ui/button';
import { Skeletons } from '../ui/skeleton';
import { d } from './i18n';
import { age, bytes, count, Facts, here, since, Trouble, type Fact } from './parts';

export function Overview() {
  const { data, refusal, reload } = useLoad('system', systemState);
  if (refusal) return <Trouble refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={4} shape="row" />;
  return (
    <>
      <div class="desk">
        <Instances state={data} />
        <Facts title={d('system.books')} facts={books(data)} />
        <Facts title={d('system.database')} facts={database(data)} />
        <Facts title={d('system.redis')} facts={redis(data)} />
        <Facts title={d('system.flow')} facts={flow(data)} />
        <Keys state={data} />
      </div>
      <div class="actions">
        <Button onClick={reload}>{d('system.again')}</Button>
      </div>
    </>
  );
}

function Instances({ state: { instances, process } }: { state: SystemState }) {
  return (
    <section class="panel">
      <h2>{d('system.instances')}</h2>
      <ul class="rows">
        {instances.map(({ id, name, build, startedAt, seenAt, live, self }) => (
          <li key={id} class="row">
            <p class="row-text">
              <b>{name}</b>
              <span>{d('system.build', { build })}</span>
              <span>
                {live ? d('system.up', { time: age(since(startedAt)) }) : d('system.lastSeen', { time: dayAndTime(seenAt, here) })}
              </span>
              {self && (
                <span>
                  {d('system.heap', { used: bytes(process.heapUsed), most: bytes(process.heapMax) })} ·{' '}
                  {d('system.connections', { count: count(process.connections) })}
                </span>
              )}
            </p>
            <span class={`badge ${live ? 'good' : 'bad'}`}>{d(live ? 'system.live' : 'system.gone')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const zeroOr = (value: number) => ({ value: count(value), look: value ? ('bad' as const) : ('good' as const) });

const books = ({ books, revocations, outbox }: SystemState): Fact[] => [
  { name: d('system.overbooked'), ...zeroOr(books.overbookedCells) },
  { name: d('system.drift'), ...zeroOr(books.cellDrift) },
  {
    name: d('system.revocationLag'),
    value: d('system.byWay', { bus: revocations.busLagMillis, sql: revocations.sqlLagMillis }),
    look: Math.max(revocations.busLagMillis, revocations.sqlLagMillis) > 1000 ? 'bad' : undefined,
  },
  { name: d('system.late'), value: age(outbox.lateSeconds), look: outbox.lateSeconds > 60 ? 'waiting' : undefined },
];

const database = ({ database }: SystemState): Fact[] => [
  { name: d('system.engine'), value: `${database.engine} ${database.version}` },
  { name: d('system.size'), value: bytes(database.bytes) },
  { name: d('system.migration'), value: `V${database.migration}` },
];

const redis = ({ redis }: SystemState): Fact[] => [
  { name: d('system.state'), value: d(redis.up ? 'system.live' : 'system.gone'), look: redis.up ? 'good' : 'bad' },
  ...(redis.up
    ? [
        { name: d('system.version'), value: [redis.version, redis.mode].filter(Boolean).join(' · ') },
        {
          name: d('system.memory'),
          value: redis.maxBytes
            ? d('system.of', { used: bytes(redis.bytes ?? 0), most: bytes(redis.maxBytes) })
            : bytes(redis.bytes ?? 0),
        },
      ]
    : []),
  { name: d('system.outages'), value: count(redis.outages) },
];

const flow = ({ bus, outbox }: SystemState): Fact[] => [
  { name: d('system.bus'), value: d(bus.ill ? 'system.ill' : 'system.well'), look: bus.ill ? 'bad' : 'good' },
  { name: d('system.busLag'), value: d('system.millis', { millis: count(bus.lagMillis) }) },
  { name: d('system.busMisses'), value: count(bus.misses) },
  { name: d('system.notifications'), value: count(outbox.notifications) },
  { name: d('system.mails'), value: count(outbox.mails) },
];

function Keys({ state: { keys } }: { state: SystemState }) {
  const facts = keys.map(({ id, use, createdAt }) => ({
    name: id,
    value: `${d(`system.${use}`)} · ${age(Math.max(0, since(createdAt)))}`,
  }));
  return <Facts title={d('system.keys')} facts={facts} />;
}
