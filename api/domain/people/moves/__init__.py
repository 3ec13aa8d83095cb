"""A person moves to another team: offered by one, accepted by the other, in one act."""
