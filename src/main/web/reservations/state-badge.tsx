import type { ReservationState } from '../api/types';
import { t } from '../i18n';

const looks: Partial<Record<ReservationState, string>> = {
  HELD: 'waiting',
  PENDING: 'waiting',
  CONFIRMED: 'good',
  CHECKED_IN: 'good',
  REJECTED: 'bad',
  NO_SHOW: 'bad',
};

export const StateBadge = ({ state }: { state: ReservationState }) => (
  <span class={`badge ${looks[state] ?? ''}`}>{t(`state.${state}`)}</span>
);
