"""The measures registry: what each figure is for, how it is worked out, and what it does not say."""
