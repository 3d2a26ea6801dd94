// Every way to the network that a page or a worker has by itself, tried one after the other. The functions run in the
// browser and know nothing of this module.

/** Tells of each way whether it was refused; the server's count is what proves it. `origin`: of a loopback server. */
export async function tryEveryWayOfPages(origin: string): Promise<Record<string, string>> {
  const limitMs = 3000;
  const outcomes: Record<string, string> = {};
  let lastViolation = '';
  let tell: (outcome: string) => void = () => undefined;
  document.addEventListener('securitypolicyviolation', (event) => {
    lastViolation = event.effectiveDirective;
    tell(`refused by ${lastViolation}`);
  });
  /** Ends when the way says how it went, or the policy does. */
  const attempt = async (name: string, go: (url: string, end: (outcome: string) => void) => unknown): Promise<void> => {
    outcomes[name] = await new Promise<string>((resolve) => {
      tell = resolve;
      AbortSignal.timeout(limitMs).addEventListener('abort', () => resolve('no outcome'));
      const failed = (): void => resolve(lastViolation === '' ? 'failed' : `refused by ${lastViolation}`);
      lastViolation = '';
      try {
        Promise.resolve(go(`${origin}/${name}`, resolve)).catch(failed);
      } catch {
        failed();
      }
    });
  };
  const listen = (target: EventTarget, end: (outcome: string) => void): void => {
    for (const name of ['load', 'open', 'loadeddata']) target.addEventListener(name, () => end('reached'));
    target.addEventListener('error', () => end('failed'));
  };
  const element = (tag: string, member: string, more: object = {}) =>
    attempt(`${tag}-${Object.values(more)[0] ?? member}`, (url, end) => {
      const made = Object.assign(document.createElement(tag), more);
      listen(made, end);
      Reflect.set(made, member, url);
      document.body.append(made);
    });

  await attempt('fetch', (url, end) => fetch(url, { mode: 'no-cors' }).then(() => end('reached')));
  await attempt('keepalive', (url, end) =>
    fetch(url, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }).then(() => end('reached')),
  );
  await attempt('xhr', (url, end) => {
    const request = new XMLHttpRequest();
    listen(request, end);
    request.open('GET', url);
    request.send();
  });
  await attempt('event-source', (url, end) => listen(new EventSource(url), end));
  await attempt('web-socket', (url, end) => listen(new WebSocket(url.replace('http', 'ws')), end));
  await attempt('beacon', (url, end) => {
    end(navigator.sendBeacon(url, 'x') ? 'queued' : 'failed');
  });
  await attempt('import', (url, end) => import(url).then(() => end('reached')));
  await attempt('font', (url, end) => new FontFace('f', `url(${url})`).load().then(() => end('reached')));
  await attempt('form', (url, end) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'answer' });
    document.body.append(frame);
    listen(frame, end);
    const form = Object.assign(document.createElement('form'), { action: url, method: 'post', target: 'answer' });
    document.body.append(form);
    form.submit();
  });
  await element('img', 'src');
  await element('script', 'src');
  await element('script', 'src', { type: 'module' });
  await element('link', 'href', { rel: 'stylesheet' });
  await element('link', 'href', { rel: 'prefetch' });
  await element('audio', 'src');
  await element('video', 'src');
  await element('iframe', 'src');
  await element('object', 'data');
  await element('embed', 'src');
  return outcomes;
}

/** The way that no policy stops: the page itself goes there. */
export async function tryToNavigate(origin: string): Promise<string> {
  const refused = new Promise<string>((resolve) =>
    navigation.addEventListener('navigateerror', ({ error }) => resolve(error.name), { once: true }),
  );
  location.assign(`${origin}/navigation`);
  return refused;
}

export async function tryEveryWayOfWorkers(origin: string): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  const attempt = async (name: string, go: (url: string) => Promise<unknown>): Promise<void> => {
    outcomes[name] = await go(`${origin}/${name}`).then(
      () => 'reached',
      (error) => `refused: ${error instanceof Error ? error.name : 'failed'}`,
    );
  };
  const ends = (target: EventTarget): Promise<unknown> =>
    new Promise((resolve, reject) => {
      target.addEventListener('open', resolve);
      target.addEventListener('error', reject);
    });
  await attempt('fetch', (url) => fetch(url, { mode: 'no-cors' }));
  await attempt('keepalive', (url) => fetch(url, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }));
  await attempt('web-socket', async (url) => ends(new WebSocket(url.replace('http', 'ws'))));
  await attempt('event-source', async (url) => ends(new EventSource(url)));
  await attempt('import', (url) => import(url));
  await attempt('cache', async (url) => (await caches.open('attempt')).add(url));
  await attempt('import-scripts', async (url) => Reflect.get(globalThis, 'importScripts')(url));
  await attempt('open-window', async (url) => Reflect.get(globalThis, 'clients').openWindow(url));
  await caches.delete('attempt');
  return outcomes;
}
