// The two pages of the provider that a person sees: sign in as Ada with one click, sign out with one click.
const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 18vh auto; padding: 0 1rem; color: #1f2328; }
  button { font: inherit; padding: .5rem 1rem; border: 1px solid #1a5fb4; border-radius: 6px; background: #1a5fb4;
    color: #fff; cursor: pointer; }
`;

export function renderSignInPage(actionPath: string): string {
  return renderPage(
    'Sign in',
    `<p>The loopback provider knows one person.</p>
     <form method="post" action="${actionPath}"><button id="sign-in-as-ada" autofocus>Continue as Ada</button></form>`,
  );
}

/** `form` is the provider's own hidden form with the id `op.logoutForm`. */
export function renderSignOutPage(form: string): string {
  return renderPage(
    'Sign out',
    `${form}<p>This ends Ada’s session and her tokens.</p>
     <button id="confirm-sign-out" form="op.logoutForm" name="logout" value="yes" autofocus>Yes, sign out</button>`,
  );
}

export function renderMessagePage(title: string, text: string): string {
  return renderPage(title, `<p>${escapeHtml(text)}</p>`);
}

function renderPage(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · loopback provider</title>
    <link rel="icon" href="data:,"><style>${STYLE}</style></head><body><h1>${title}</h1>${body}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
