// Talks the DevTools protocol with every context of the extension: its worker, and each of its pages wherever it is open.
import type { CDPSession } from '@playwright/test';
import type { ExtensionBrowser } from './launch-extension';

export interface ExtensionTarget {
  /** `worker`, or the path of the page. */
  readonly name: string;
  /** Sends a command; events of the target that come meanwhile go to `onEvent`. */
  send<Result>(method: string, params?: object, onEvent?: (event: TargetEvent) => void): Promise<Result>;
}

export interface TargetEvent {
  readonly method: string;
  readonly params: unknown;
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly method?: string;
  readonly params?: unknown;
}

/** Runs `use` with all contexts that exist now, and lets go of them afterwards. */
export async function withExtensionTargets<Result>(
  { context, extensionId }: ExtensionBrowser,
  use: (targets: readonly ExtensionTarget[]) => Promise<Result>,
): Promise<Result> {
  const browser = context.browser();
  if (!browser) throw new Error('This context has no browser to ask for targets');
  const session = await browser.newBrowserCDPSession();
  try {
    const { targetInfos } = await session.send('Target.getTargets');
    const own = targetInfos.filter(({ url }) => url.startsWith(`chrome-extension://${extensionId}/`));
    return await use(
      await Promise.all(
        own.map(({ targetId, type, url }) =>
          openTarget(session, targetId, type === 'service_worker' ? 'worker' : new URL(url).pathname),
        ),
      ),
    );
  } finally {
    await session.detach();
  }
}

/** Playwright's sessions reach pages and frames only; this one passes messages through the browser's own session. */
async function openTarget(session: CDPSession, targetId: string, name: string): Promise<ExtensionTarget> {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let lastId = 0;
  return {
    name,
    send(method, params = {}, onEvent = () => undefined) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const take = (received: { sessionId: string; message: string }): void => {
          if (received.sessionId !== sessionId) return;
          const message = JSON.parse(received.message) as Message;
          if (message.method !== undefined) return onEvent({ method: message.method, params: message.params });
          if (message.id !== id) return;
          session.off('Target.receivedMessageFromTarget', take);
          if (message.error) reject(new Error(`${method}: ${message.error.message}`));
          else resolve(message.result as never);
        };
        session.on('Target.receivedMessageFromTarget', take);
        const text = JSON.stringify({ id, method, params });
        session.send('Target.sendMessageToTarget', { sessionId, message: text }).catch(reject);
      });
    },
  };
}

/** Evaluates an expression in a context, awaits its promise, and gives its JSON value. */
export async function evaluateIn<Value>(target: ExtensionTarget, expression: string): Promise<Value> {
  const { result, exceptionDetails } = await target.send<{
    result: { value: Value };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
