import { describeFault } from '../base/describe-fault';
import { forgetLastMatch } from '../base/forget-last-match';

/** Returns what runs an event and turns what that throws into a fault: it costs the session one event, not the rest. */
export function createFaultGuard(noteFault: (where: string, reason: string) => void) {
  let isNoting = false;
  return (where: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      // A fault that cannot even be noted has no other place to go; noting it again would not end.
      if (isNoting) return;
      isNoting = true;
      noteFault(where, describeFault(error));
      isNoting = false;
    } finally {
      forgetLastMatch();
    }
  };
}
