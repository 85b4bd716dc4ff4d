import '../app/shared';
import { useEffect } from 'preact/hooks';
import { under, usePlace } from '../app/router';
import { useStore } from '../app/store';
import { t } from '../i18n';
import { Sign, type SignName } from '../ui/sign';
import { counts, keepCounts } from './counts';

/** In the header of whoever is signed in: the ways to messages and news, and how many of them are unread. */
export function Bells({ userId }: { userId: string }) {
  const { messages, news } = useStore(counts);
  useEffect(keepCounts, [userId]);
  return (
    <>
      <Bell href="/chat" sign="chat" count={messages} label={t('nav.chat')} />
      <Bell href="/notifications" sign="bell" count={news} label={t('nav.news')} />
    </>
  );
}

interface BellProps {
  href: string;
  sign: SignName;
  count: number;
  label: string;
}

function Bell({ href, sign, count, label }: BellProps) {
  const here = under(href, usePlace().path);
  const name = count ? `${label}, ${t('nav.unread', { count })}` : label;
  return (
    <a class="icon-button bell" href={href} aria-label={name} title={label} aria-current={here ? 'page' : undefined}>
      <Sign name={sign} size={22} />
      {count > 0 && (
        <span class="bell-count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </a>
  );
}
