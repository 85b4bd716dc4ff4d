import type { ComponentChildren } from 'preact';
import type { Refusal } from '../api/refusal';
import { t } from '../i18n';
import { Button } from './button';
import { Icon, type IconName } from './icon';
import { message } from './message';

interface NoticeProps {
  icon: IconName;
  title: string;
  hint?: string | undefined;
  children?: ComponentChildren;
}

/** What stands where a list or page would be, when there is nothing to show. */
export function Notice({ icon, title, hint, children }: NoticeProps) {
  return (
    <div class="notice">
      <span class="notice-icon">
        <Icon name={icon} size={28} />
      </span>
      <p class="notice-title">{title}</p>
      {hint && <p class="notice-hint">{hint}</p>}
      {children}
    </div>
  );
}

export function Failure({ refusal, retry }: { refusal: Refusal; retry: () => void }) {
  return (
    <Notice icon="alert" title={t('error.title')} hint={message(refusal)}>
      <Button onClick={retry}>{t('app.retry')}</Button>
    </Notice>
  );
}

/** A refusal inside a form or sheet, announced at once. */
export function Alert({ children }: { children: ComponentChildren }) {
  return (
    <p class="alert" role="alert">
      <Icon name="alert" size={18} />
      <span>{children}</span>
    </p>
  );
}
