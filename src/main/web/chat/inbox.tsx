import '../app/shared';
import { RoomList } from './room-list';

/** What customers of a shop have written, for who runs it. */
export const Inbox = ({ shop }: { shop: string }) => (
  <section class="panel inbox">
    <RoomList shop={shop} />
  </section>
);
