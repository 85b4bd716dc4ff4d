import { addPush, pushKey, removePush } from '../api/notifications';
import { workerAddress } from '../app/trusted';

export const isSupported = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

export async function subscribed(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Whether the person allows it. A browser that has been told before tells the server once more: it may be another person's now. */
export async function turnOn(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const registration = await navigator.serviceWorker.register(workerAddress, { scope: '/', updateViaCache: 'none' });
  await navigator.serviceWorker.ready;
  const { key } = await pushKey();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await addPush(subscription.toJSON());
  return true;
}

export async function turnOff(): Promise<void> {
  const subscription = await subscribed();
  if (!subscription) return;
  await removePush(subscription.endpoint);
  await subscription.unsubscribe();
}
