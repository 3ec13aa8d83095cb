"""People, whole: what is theirs, who may write it, and what is refused."""
