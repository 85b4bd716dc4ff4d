import { jobRuns, jobs, runJob, type Job, type JobRun } from '../api/system';
import { known } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { d } from './i18n';
import { Listing } from './listing';
import { age, count, here, Trouble } from './parts';

/** What is done by the clock; and the runs of the one whose name the address has. */
export function Jobs({ name }: { name: string | undefined }) {
  return name ? <Runs key={name} name={name} /> : <AllJobs />;
}

function AllJobs() {
  const { data, refusal, reload } = useLoad('jobs', jobs);
  if (refusal) return <Trouble refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={4} shape="row" />;
  if (data.items.length === 0) return <Notice icon="clock" title={d('jobs.empty')} />;
  return (
    <ul class="rows panel">
      {data.items.map((job) => (
        <li key={job.name} class="row">
          <Row job={job} onRun={reload} />
        </li>
      ))}
    </ul>
  );
}

function Row({ job: { name, description, schedule, next, lastRun }, onRun }: { job: Job; onRun: () => void }) {
  const { busy, refusal, run } = useAction();
  const start = () =>
    void run(async () => {
      await runJob(name);
      toast(d('jobs.started'));
      onRun();
    });
  return (
    <>
      <div class="row-text">
        <b>
          <a href={`/admin/jobs/${name}`}>{known(`job.${name}`) ?? name}</a>
        </b>
        {description && <span>{description}</span>}
        <span>{next ? d('jobs.next', { time: dayAndTime(next, here) }) : schedule}</span>
        {lastRun ? <Outcome run={lastRun} /> : <span>{d('jobs.never')}</span>}
        {refusal && <Alert>{message(refusal)}</Alert>}
      </div>
      <Button size="small" busy={busy && d('jobs.running')} aria-label={d('jobs.runLabel', { name })} onClick={start}>
        {d('jobs.run')}
      </Button>
    </>
  );
}

const looks: Record<string, string> = { COMPLETED: 'good', FAILED: 'bad', STARTED: 'waiting', STOPPED: 'waiting' };

function Outcome({ run: { state, startedAt, millis } }: { run: JobRun }) {
  return (
    <span class="badges">
      <span class={`badge ${looks[state] ?? ''}`}>{known(`run.${state}`) ?? state}</span>
      {dayAndTime(startedAt, here)}
      {typeof millis === 'number' && ` · ${age(millis / 1000)}`}
    </span>
  );
}

function Runs({ name }: { name: string }) {
  return (
    <>
      <div class="title-row">
        <h2>{known(`job.${name}`) ?? name}</h2>
        <a class="button small" href="/admin/jobs">
          {d('jobs.all')}
        </a>
      </div>
      <Listing
        name={`runs of ${name}`}
        load={(cursor, signal) => jobRuns(name, { cursor }, signal)}
        empty={d('jobs.never')}
        icon="clock"
        row={(run) => (
          <div class="row-text">
            <Outcome run={run} />
            {(run.steps ?? []).map((step) => (
              <span key={step.name}>{d('jobs.step', { name: step.name, items: count(step.items) })}</span>
            ))}
            {run.message && <span>{run.message}</span>}
          </div>
        )}
      />
    </>
  );
}
