"""The words of mails. Plain, short, and the link on a line of its own: mail programs break long lines, never this one."""

from typing import Final

from api.domain.access.sign_in_models import MessageKind

SUBJECTS: Final = {
    MessageKind.invitation: "Your invitation from {organisation}",
    MessageKind.reset: "Choose a new password",
    MessageKind.password_changed: "Your password was changed",
    MessageKind.second_factor_added: "A second step was added to your sign-in",
    MessageKind.second_factor_removed: "The second step of your sign-in was taken away",
}
_NOT_YOU: Final = """If that was not you, tell a manager of {organisation} at once.
They can close your account until it is sorted out.
"""
BODIES: Final = {
    MessageKind.invitation: """Hello {name}

{organisation} has invited you to Wellbeing Teams. Open this page to choose your password:

{link}

It is good once, until {until}. Nobody else ever knows your password, and nobody will ask you for it.

If you did not expect this, leave it. Nothing happens unless you open the page and choose a password.
""",
    MessageKind.reset: """Hello {name}

Somebody asked for a new password for your account at {organisation}. Open this page to choose one:

{link}

It is good once, until {until}. Once you have chosen, you are signed out everywhere else.

If you did not ask for it, leave it: your password stays as it is.
""",
    MessageKind.password_changed: """Hello {name}

The password of your account at {organisation} was changed, and you are signed out everywhere else.

"""
    + _NOT_YOU,
    MessageKind.second_factor_added: """Hello {name}

From now on your account at {organisation} asks for a code from your authenticator app when you sign in.

"""
    + _NOT_YOU,
    MessageKind.second_factor_removed: """Hello {name}

Your account at {organisation} no longer asks for a code when you sign in, or you can set that up anew.

"""
    + _NOT_YOU,
}
SIGNED: Final = "Wellbeing Teams\n"
