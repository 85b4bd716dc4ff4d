import { Events } from './events';
import { Sessions } from './sessions';

export function Devices() {
  return (
    <>
      <Sessions />
      <Events />
    </>
  );
}
