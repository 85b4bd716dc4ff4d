import { remove, report, type Post } from '../api/posts';
import { navigate } from '../app/router';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { ReportForm } from '../ui/report-form';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { p } from './i18n';

export function RemoveSheet({ post, onClose }: { post: Post; onClose: () => void }) {
  const { busy, refusal, run } = useAction();
  const go = () =>
    run(async () => {
      await remove(post.id);
      toast(p('post.removed'));
      navigate('/posts', 'replace');
    });
  return (
    <Sheet title={p('post.removeTitle')} onClose={onClose}>
      <p class="muted">{p('post.removeHint')}</p>
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="sheet-actions">
        <Button onClick={onClose}>{p('post.keep')}</Button>
        <Button look="danger" busy={busy && p('post.removing')} onClick={() => void go()}>
          {p('post.remove')}
        </Button>
      </div>
    </Sheet>
  );
}

interface ReportProps {
  postId: string;
  commentId?: string | undefined;
  onClose: () => void;
}

export const ReportSheet = ({ postId, commentId, onClose }: ReportProps) => (
  <Sheet title={p('post.report')} onClose={onClose}>
    <ReportForm
      hint={p('post.reportHint')}
      words={{ reason: p('post.reason'), go: p('post.report'), going: p('post.reporting'), done: p('post.reported') }}
      send={(reason) => report(reason, postId, commentId)}
      onDone={onClose}
    />
  </Sheet>
);
