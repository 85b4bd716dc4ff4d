import { Button } from '../ui/button';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { download } from './download';
import { a } from './i18n';

/** Recovery codes, the one time they are shown. */
export function CodesSheet({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = codes.join('\n');
  const copy = () => navigator.clipboard.writeText(text).then(() => toast(a('codes.copied')));
  return (
    <Sheet title={a('codes.title')} onClose={onClose}>
      <p class="muted">{a('codes.once')}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="sheet-actions">
        {'clipboard' in navigator && <Button onClick={() => void copy()}>{a('codes.copy')}</Button>}
        <Button onClick={() => download('jari-recovery-codes.txt', text)}>{a('codes.download')}</Button>
      </div>
      <div class="sheet-actions one">
        <Button look="primary" size="wide" onClick={onClose}>
          {a('codes.kept')}
        </Button>
      </div>
    </Sheet>
  );
}
