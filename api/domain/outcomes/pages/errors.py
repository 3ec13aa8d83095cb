"""What can go wrong with printed pages."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError


class PageNotMadeError(ConflictError):
    """It is made in the background."""

    code, title, detail = (
        "page-not-made",
        "Not made yet",
        "The page is still being made. Read it as JSON until its state is `made`, which takes a few seconds, and ask again.",
    )


class PageFailedError(ConflictError):
    """Support has ended since it was asked for, or making it was given up."""

    code, title, detail = "page-failed", "It could not be made", "This page could not be made. Ask for another one."


class PageStateError(ConflictError):
    """Only the job that makes pages can meet it."""

    code, title, detail = "page-state", "Not a state of a page", "Read the page as it is now."


means(PageStateError, "ck_person_page_state", "ck_person_page_made", "ck_person_page_forms", "ck_person_page_kept")
