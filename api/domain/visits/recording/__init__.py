"""What happened on a visit: arrival, departure, the note, amendments."""
