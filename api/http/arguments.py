"""A handler's arguments without FastAPI's general solver, for the plain case that nearly all routes are.

That is: a guard, ids in the path, one model of query parameters, one model of the body. Ids are validated by FastAPI's own
fields, and models by themselves: FastAPI's adapter around a model would be a second validator of it in memory. Whatever does
not fit is left to FastAPI, which then says what is wrong.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from pydantic import BaseModel

Arguments = Callable[[Request], Awaitable[dict[str, Any] | None]]


def plain_arguments(dependant: Dependant, *, reads_body: bool) -> Arguments | None:
    """Answer a function that makes the arguments beside the guard's, or None for a route that is not plain.

    That function's own None says: let FastAPI say what is wrong with this request.
    """
    if not _is_plain(dependant, reads_body=reads_body):
        return None
    in_path = tuple((field.name, field.alias, field.validate) for field in dependant.path_params)
    in_query = next(((field.name, _model_of(field)) for field in dependant.query_params), None)
    in_body = next(((field.name, _model_of(field)) for field in dependant.body_params), None)

    async def arguments(request: Request) -> dict[str, Any] | None:
        values: dict[str, Any] = {}
        for name, alias, validate in in_path:
            values[name], wrong = validate(request.path_params[alias])
            if wrong:
                return None
        try:
            if in_query is not None:
                sent = request.query_params.multi_items() if request.scope["query_string"] else []
                pairs = dict(sent)
                if len(pairs) != len(sent):  # given twice
                    return None
                values[in_query[0]] = in_query[1].model_validate(pairs)
            if in_body is not None:
                values[in_body[0]] = in_body[1].model_validate(await request.json())
        except ValueError:  # Pydantic's, and of JSON that cannot be read
            return None
        return values

    return arguments


def _is_plain(dependant: Dependant, *, reads_body: bool) -> bool:
    special = (
        dependant.request_param_name, dependant.response_param_name, dependant.background_tasks_param_name,
        dependant.http_connection_param_name, dependant.security_scopes_param_name, dependant.websocket_param_name,
    )  # fmt: skip
    query, body = dependant.query_params, dependant.body_params
    return (
        len(dependant.dependencies) == 1
        and not (any(special) or dependant.header_params or dependant.cookie_params)
        and len(query) <= 1
        and len(body) <= 1
        and reads_body == bool(body)
        and all(_model_of(field) is not None for field in (*query, *body))
    )


def _model_of(field: Any) -> Any:  # noqa: ANN401 - of FastAPI's field; None where it is no model
    kind = field.field_info.annotation
    return (
        kind if isinstance(kind, type) and issubclass(kind, BaseModel) and not getattr(field.field_info, "embed", None) else None
    )
