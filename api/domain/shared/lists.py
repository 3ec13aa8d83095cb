"""Moved to api/storage/lists.py; this name goes when nobody uses it."""

from api.storage.lists import ListQuery as ListQuery
