"""The field's concepts, one package each; no web framework in here."""
