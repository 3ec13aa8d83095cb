"""The ratings that the Care Quality Commission gave the provider, by date."""
