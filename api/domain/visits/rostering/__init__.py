"""Self-rostering: offers and swaps, who could take a visit, proposals for a week."""
