// A small front end of somebody else's, on an origin of its own: authorization code with PKCE by hand (RFC 6749, 7636, 9207),
// with nothing but fetch and WebCrypto. Tokens live in memory only. docs/front-ends.md walks through it.

const { api, client_id, redirect_uri } = await (await fetch("/config.json")).json();
let tokens = null;  // { access_token, refresh_token, ... }: gone with the page, and nowhere else

const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const said = (words) => { document.getElementById("said").textContent = words; };
const shown = (value) => { document.getElementById("answer").textContent = JSON.stringify(value, null, 1); };

// Where everything is, so that nothing but the API's address is written down here (RFC 8414).
const server = async () => (await fetch(`${api}/.well-known/oauth-authorization-server`)).json();
const form = (url, fields) => fetch(url, { method: "POST", body: new URLSearchParams(fields) });

async function signIn() {
  const verifier = random();
  const state = random();
  // The two that must survive the journey. Not the tokens.
  sessionStorage.setItem("journey", JSON.stringify({ verifier, state }));
  const challenge = base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  const question = { response_type: "code", client_id, redirect_uri, state, code_challenge: challenge, code_challenge_method: "S256" };
  location.assign(`${(await server()).authorization_endpoint}?${new URLSearchParams(question)}`);
}

async function comeBack() {
  const back = new URLSearchParams(location.search);
  if (!back.has("state")) { said("Signed out"); return; }
  const journey = JSON.parse(sessionStorage.getItem("journey") ?? "null");
  sessionStorage.removeItem("journey");
  history.replaceState(null, "", "/");  // the code stays in no history and no referrer
  const { issuer, token_endpoint } = await server();
  if (journey === null || back.get("state") !== journey.state || back.get("iss") !== issuer) { said("Not an answer to us"); return; }
  if (back.has("error")) { said(`Refused: ${back.get("error")}`); return; }
  const answer = await form(token_endpoint, {
    grant_type: "authorization_code", client_id, redirect_uri, code: back.get("code"), code_verifier: journey.verifier,
  });
  const body = await answer.json();
  shown({ ...body, access_token: undefined, refresh_token: undefined });
  if (!answer.ok) { said(`Refused: ${body.error}`); return; }
  tokens = body;
  said(`Signed in as ${body.role}`);
}

async function call(path) {
  const answer = await fetch(`${api}/v1${path}`, { headers: { authorization: `Bearer ${tokens?.access_token}` } });
  shown(await answer.json());
  said(`${path} ${answer.status}`);
}

async function refresh() {
  let answer;
  try {
    answer = await form((await server()).token_endpoint, { grant_type: "refresh_token", client_id, refresh_token: tokens.refresh_token });
  } catch {
    said("No signal");  // the answer may have been lost on the road: the same token, once more, within a minute
    return;
  }
  const body = await answer.json();
  if (answer.ok) { tokens = body; }
  said(answer.ok ? "Refreshed" : `Refused: ${body.error}`);
}

async function signOut() {
  const answer = await form((await server()).revocation_endpoint, { client_id, token: tokens.refresh_token });
  said(`Signed out ${answer.status}`);  // the tokens are kept here only so that a test can see them refused
}

const doing = (id, what) => document.getElementById(id).addEventListener("click", () => { said("…"); what().catch((error) => said(`Broke: ${error}`)); });
doing("sign-in", signIn);
doing("me", () => call("/me"));
doing("teams", () => call("/teams"));
doing("refresh", refresh);
doing("sign-out", signOut);
await comeBack();
