"""Life-story chapters, each read by whom the person lets in."""
