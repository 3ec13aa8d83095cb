"""Organisations' own providers of identities: OpenID Connect sign-in, and exchange of their id tokens."""
