"""Working Together for Change: from many reviews to change."""
