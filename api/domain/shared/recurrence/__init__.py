"""What comes again: a rule of RFC 5545 as it is written, and when that is in London."""
