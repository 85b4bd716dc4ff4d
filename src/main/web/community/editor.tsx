import { useState } from 'preact/hooks';
import { business } from '../api/businesses';
import * as api from '../api/posts';
import type { Draft, Post } from '../api/posts';
import { Refusal } from '../api/refusal';
import { navigate, usePlace } from '../app/router';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { AreaField, TextField } from '../ui/field';
import { useLoad } from '../ui/load';
import { fieldMessage, message } from '../ui/message';
import { Alert, Failure, Notice } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { Conflict } from './conflict';
import { p } from './i18n';
import type { Me } from './me';

export function NewPost() {
  const shop = usePlace().query.get('shop') ?? undefined;
  const { data } = useLoad(shop, (signal) => business(shop!, signal));
  useTitle(p('editor.new'));
  return (
    <>
      <h1>{p('editor.new')}</h1>
      {data && <p class="shop-card-kind">{p('editor.about', { shop: data.name })}</p>}
      <Form
        start={{ title: '', body: '' }}
        go={p('editor.publish')}
        going={p('editor.publishing')}
        save={async (draft) => {
          const { id } = await api.write({ ...draft, ...(data ? { businessId: data.id } : {}) });
          toast(p('editor.published'));
          navigate(`/posts/${id}`, 'replace');
        }}
      />
    </>
  );
}

export function Editor({ id, me }: { id: string; me: Me }) {
  const { data, refusal, reload } = useLoad(id, (signal) => api.post(id, signal));
  useTitle(p('editor.edit'));
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={3} shape="row" />;
  if (data.author?.id !== me.id) return <Notice icon="alert" title={p('editor.notMine')} />;
  return <Change post={data} />;
}

/** Only over the version that its author has read: where there is another one by now, both are shown. */
function Change({ post }: { post: Post }) {
  const [etag, setEtag] = useState(post.etag);
  const [theirs, setTheirs] = useState<Post>();
  const save = async (draft: Draft) => {
    try {
      await api.change(post.id, draft, etag);
    } catch (cause) {
      if (Refusal.of(cause).status !== 412) throw cause;
      const now = await api.post(post.id);
      setTheirs(now);
      setEtag(now.etag);
      return;
    }
    toast(p('editor.changed'));
    navigate(`/posts/${post.id}`, 'replace');
  };
  return (
    <>
      <h1>{p('editor.edit')}</h1>
      <Form
        start={{ title: post.title, body: post.body }}
        go={theirs ? p('editor.overwrite') : t('app.save')}
        going={t('app.saving')}
        save={save}
        theirs={theirs}
        onTaken={() => setTheirs(undefined)}
      />
    </>
  );
}

interface FormProps {
  start: Draft;
  go: string;
  going: string;
  save: (draft: Draft) => Promise<void>;
  theirs?: Post | undefined;
  onTaken?: () => void;
}

function Form({ start, go, going, save, theirs, onTaken }: FormProps) {
  const [title, setTitle] = useState(start.title);
  const [body, setBody] = useState(start.body);
  const { busy, refusal, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    void run(() => save({ title, body }));
  };
  const take = () => {
    setTitle(theirs!.title);
    setBody(theirs!.body);
    onTaken?.();
  };
  return (
    <form class="panel form" onSubmit={submit}>
      {theirs && <Conflict theirs={theirs} onTake={take} />}
      <TextField label={p('editor.heading')} value={title} onText={setTitle} maxLength={120} required error={fieldMessage(refusal, 'title')} />
      <AreaField
        label={p('editor.body')}
        hint={p('editor.hint')}
        value={body}
        onText={setBody}
        rows={10}
        maxLength={20000}
        error={fieldMessage(refusal, 'body')}
      />
      {refusal && !refusal.errors.length && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" size="wide" type="submit" busy={busy && going}>
        {go}
      </Button>
    </form>
  );
}
