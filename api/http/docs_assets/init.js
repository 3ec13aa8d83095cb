// Starts Swagger UI and, on a demo server, lists the demo accounts. A file of its own because the page's
// Content-Security-Policy allows no inline script.
"use strict";

const SCHEME = "oauth2"; // its name in the document's securitySchemes
const CLIENT = "docs"; // a public client: no secret
const root = document.getElementById("swagger-ui");
const statusLine = document.getElementById("status");

const ui = SwaggerUIBundle({
  url: root.dataset.openapi,
  domNode: root,
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [WithoutLinksInButtons],
  validatorUrl: null, // the badge would send our address to a foreign server
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  persistAuthorization: false, // a token to care records does not belong in localStorage
  showExtensions: true,
  oauth2RedirectUrl: new URL("/docs/signed-in", location.href).href, // letter by letter as it is registered
  requestInterceptor: asPublicClient,
  onComplete: () => {
    ui.initOAuth({ clientId: CLIENT, usePkceWithAuthorizationCodeGrant: true });
    showDemoAccounts();
  },
});

// Swagger UI puts a link into the button that opens an operation: two controls in one, which a screen reader cannot tell apart
// (WCAG 4.1.2). The address of an operation still stands in the address line once it is open.
function WithoutLinksInButtons() {
  const withoutLink = (Link, { React }) => (given) => React.createElement(Link, { ...given, enabled: false });
  return { wrapComponents: { DeepLink: withoutLink } };
}

// Its list of servers has a heading and no name.
new MutationObserver(() => document.getElementById("servers")?.setAttribute("aria-label", "Server"))
  .observe(root, { childList: true, subtree: true });

// Swagger UI's Authorize dialog sends a client without a secret as "Basic docs:" and an empty scope. A public client
// has nothing to prove: RFC 6749 (3.2.1) has it name itself in the body, and absent is not the same as empty.
function asPublicClient(request) {
  const basic = request.headers && request.headers.Authorization === `Basic ${btoa(`${CLIENT}:`)}`;
  if (basic && new URL(request.url, location.href).pathname === "/oauth/token") {
    delete request.headers.Authorization;
    const form = new URLSearchParams(request.body);
    form.set("client_id", CLIENT);
    if (!form.get("scope")) form.delete("scope");
    request.body = form.toString();
  }
  return request;
}

async function showDemoAccounts() {
  let accounts = [];
  try {
    const answer = await fetch("/docs/demo-accounts.json", { headers: { Accept: "application/json" } });
    if (answer.ok) accounts = (await answer.json()).items;
  } catch {
    return; // offline or no demo: the page is complete without
  }
  if (!accounts.length) return;
  const body = document.querySelector("#demo tbody");
  for (const account of accounts) body.append(row(account));
  document.getElementById("demo").hidden = false;
}

// textContent only: a name is data, never markup.
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function row(account) {
  const line = document.createElement("tr");
  const name = element("th", account.name);
  name.scope = "row";
  line.append(name, element("td", account.role));
  for (const secret of [account.username, account.password]) {
    const cell = document.createElement("td");
    cell.append(element("code", secret));
    line.append(cell);
  }
  const button = element("button", `Sign in as ${account.name}, ${account.role}`);
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => signIn(account, button));
  const cell = document.createElement("td");
  cell.append(button);
  line.append(cell);
  return line;
}

async function signIn(account, button) {
  statusLine.textContent = `Signing in as ${account.name}…`;
  const form = new URLSearchParams({
    grant_type: "password",
    client_id: CLIENT,
    username: account.username,
    password: account.password,
    role: account.role, // one token is one role; who has several must say which
  });
  let token;
  try {
    const answer = await fetch("/oauth/token", { method: "POST", body: form, headers: { Accept: "application/json" } });
    token = await answer.json();
    if (!answer.ok) throw new Error(token.error_description || token.error || `status ${answer.status}`);
  } catch (problem) {
    statusLine.textContent = `Could not sign in as ${account.name}: ${problem.message}`;
    return;
  }
  authorize(token, account.username);
  for (const other of document.querySelectorAll("#demo button")) other.setAttribute("aria-pressed", String(other === button));
  statusLine.textContent = `Signed in as ${account.name}, ${account.role}. The token is good for ${Math.round((token.expires_in || 900) / 60)} minutes.`;
}

// What Swagger UI's own Authorize dialog does after a password grant.
function authorize(token, username) {
  const schema = ui.specSelectors.specJson().getIn(["components", "securitySchemes", SCHEME]).toJS();
  ui.authActions.authorizeOauth2({
    auth: { name: SCHEME, schema: { ...schema, flow: "password" }, flow: "password", username, clientId: CLIENT },
    token,
  });
}
