import { d } from './i18n';
import { count } from './parts';

interface BarsProps {
  title: string;
  bars: { name: string; value: number }[];
  /** Whether the values add up; else the last one is what counts. */
  isSum: boolean;
}

const HEIGHT = 80;
const WIDTH = 300;

/** Bars for the eye, and the same figures as a table for whoever wants to know exactly. */
export function Bars({ title, bars, isSum }: BarsProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const step = WIDTH / bars.length;
  const total = isSum ? bars.reduce((sum, bar) => sum + bar.value, 0) : (bars.at(-1)?.value ?? 0);
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>{title}</h2>
        <b>{count(total)}</b>
      </div>
      <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map(({ name, value }, i) => {
          const height = Math.max((value / most) * HEIGHT, value ? 2 : 0.5);
          return (
            <rect key={name} x={i * step} y={HEIGHT - height} width={Math.max(step - step / 4, 0.5)} height={height}>
              <title>{`${name}: ${count(value)}`}</title>
            </rect>
          );
        })}
      </svg>
      <p class="bars-ends muted" aria-hidden="true">
        <span>{bars[0]?.name}</span>
        <span>{bars.at(-1)?.name}</span>
      </p>
      <details>
        <summary>{d('statistics.table')}</summary>
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{d('statistics.day')}</th>
              <th scope="col">{title}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{count(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
