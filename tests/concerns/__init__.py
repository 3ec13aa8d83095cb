"""Concerns: raised, acted on, closed; and kept from all but their author and the manager while they are restricted."""
