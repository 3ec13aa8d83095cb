"""The pages on which people sign in. They work without JavaScript, and nothing that was sent is ever shown again.

Each module has `routes(settings)`. What a module takes from the others:

- `rendering.page(request, "name.html", status, form_action_also=None, **values)` answers a page with its headers. Templates
  extend `base.html`, put `{{ csrf_field() }}` in every form, and get `errors` (a field's id to words) for its summary.
- `rendering.told(request, status, title, *says)` answers a page of words alone, `rendering.see(path)` a 303 to a path of ours.
- `rendering.served(handler)` goes round each handler: what is refused or away becomes a page.
- `forms.read(request)` is the one way to read a form: strict, and refused unless it came from our own page in this browser.
  `forms.back_to(text)` is where to go on to; `forms.with_back_to("/sign-in", path)` an address that carries it along.
- `cookies.secret_in(request)`, `cookies.with_cookie(response, request, secret)`, `cookies.without_cookie(response, request)`.
- `asking.desk_of(request)` opens the desk (and counts the request), `asking.browser_in(work, request)` finds who is signed in,
  `asking.due(browser, back_to)` says which step is next, if any; `asking.address_of`, `asking.device`.
"""

from starlette.routing import Route

from api.settings import Settings
from api.sign_in import account, authorize, forgotten, links, providers, rendering, second_factor, signing_in


def sign_in_routes(settings: Settings) -> list[Route]:
    """All routes of the pages."""
    modules = (rendering, signing_in, second_factor, authorize, links, forgotten, account, providers)
    return [route for module in modules for route in module.routes(settings)]
