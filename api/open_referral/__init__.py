"""The community feed: Open Referral UK 3.0 (HSDS-UK) over the groups that were published, for directories to harvest.

An application of its own, with a document of its own, mounted beside `/v1`. The rules of our contract (kebab-case paths, a token,
cursors, problem codes for each operation) do not hold here, on purpose: the standard asks for snake_case paths, open access and
numbered pages. So nothing of it stands in openapi/openapi.json and no lint rule of that document looks at it.

It imports nothing about people, and import-linter holds it to that.
"""
