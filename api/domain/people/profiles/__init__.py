"""One-page profiles in versions: what people appreciate about me, what matters to me, how to support me well."""
