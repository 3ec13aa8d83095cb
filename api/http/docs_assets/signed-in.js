// The end of signing in from the documentation: hands the code to the window that waits for it. Swagger UI's own page for this has
// its script inside, which the Content-Security-Policy does not allow.
"use strict";

const answer = new URLSearchParams(location.search);
history.replaceState(null, "", location.pathname); // a code belongs in no history
const waiting = window.opener && window.opener.swaggerUIRedirectOauth2;

if (!waiting) {
  document.getElementById("status").textContent = "No window of the documentation waits for this. Open it and sign in from there.";
} else {
  if (answer.get("state") !== waiting.state) {
    refuse("This answer is not to what was asked here. Close the dialog and try again.");
  } else if (!answer.get("code")) {
    refuse(answer.get("error_description") || answer.get("error") || "No code came back.");
  } else {
    delete waiting.state; // good once
    waiting.auth.code = answer.get("code");
    waiting.callback({ auth: waiting.auth, redirectUrl: waiting.redirectUrl });
  }
  window.close();
}

function refuse(message) {
  waiting.errCb({ authId: waiting.auth.name, source: "auth", level: "error", message });
}
